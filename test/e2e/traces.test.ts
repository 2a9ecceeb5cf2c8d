/** System calls of twenty looks: no program, and no file written but the integration's own. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";

const LOOKS = 20;
const CANARY = "kT7pW2vQx9canary";
const skip = spawnSync("strace", ["-V"]).error ? "strace is not installed" : false;

/** Packages with integrations that are not installed, and a file that is being written. */
function change(config: string): void {
  const main = join(config, "configuration.yaml");
  mkdirSync(join(config, "new_packages"), { recursive: true });
  writeFileSync(join(config, "new_packages", "one.yaml"), "unifi_of_the_future:\n  host: x\n");
  writeFileSync(join(config, "new_packages", "two.yaml"), "somfy:\nsmartthings:\n  a: b\n");
  writeFileSync(join(config, "secrets.yaml"), `wifi: "${CANARY}\n`);
  const text = readFileSync(main, "utf8");
  const packages = "  packages: !include_dir_named new_packages\n";
  writeFileSync(
    main,
    /^homeassistant:\n/m.test(text)
      ? text.replace(/^homeassistant:\n/m, `homeassistant:\n${packages}`)
      : `homeassistant:\n${packages}${text}`,
  );
}

/** Trace the calls of a process and its threads while something runs. */
async function traced(pid: number, run: () => Promise<void>): Promise<string[]> {
  const file = join(tmpdir(), `trace-${pid}.txt`);
  const calls = "trace=execve,fork,vfork,clone,clone3,openat,open,connect,rename,unlink,mkdir";
  const child = spawn("strace", ["-f", "-p", String(pid), "-e", calls, "-o", file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  await once(child.stderr, "data"); // attached
  await run();
  child.kill("SIGINT");
  await once(child, "exit");
  return readFileSync(file, "utf8").split("\n");
}

test("twenty looks start no program and write no file", { skip, timeout: 600_000 }, async (t) => {
  const scenario = SCENARIOS.good;
  assert.ok(scenario);
  const instance = await Instance.start({ port: await freePort(), scenario, config: null });
  t.after(() => instance.stop());
  await instance.snapshot();
  const { pid, config } = instance.homeAssistant;
  assert.ok(pid);
  const before = instance.homeAssistant.log();
  change(config);
  const lines = await traced(pid, async () => {
    for (let look = 0; look < LOOKS; look += 1) await instance.snapshot();
  });
  const programs = lines.filter((line) => /\b(execve|v?fork)\(/.test(line));
  // New threads share the memory; a process would not.
  const processes = lines.filter((line) => /\bclone3?\(/.test(line) && !/CLONE_VM/.test(line));
  const written = lines.filter(
    (line) =>
      (/\bopen(at)?\(/.test(line) && /O_(WRONLY|RDWR|CREAT)/.test(line)) ||
      /\b(rename|unlink|mkdir)\(/.test(line),
  );
  const foreign = written.filter(
    (line) => !/\/\.storage[/"]|home-assistant_v2\.db|\/dev\/|demo\.log/.test(line),
  );
  assert.ok(
    lines.some((line) => line.includes("new_packages")),
    "The packages were not read.",
  );
  assert.deepEqual([programs, processes, foreign], [[], [], []]);
  const log = instance.homeAssistant.log().slice(before.length);
  assert.ok(!log.includes(CANARY));
  assert.ok(!/unifi_of_the_future|annotatedyaml/.test(log), log);
  const counts = new Map<string, number>();
  for (const [, call = ""] of lines.map((line) => /^\d+ +(\w+)\(/.exec(line) ?? [])) {
    if (call) counts.set(call, (counts.get(call) ?? 0) + 1);
  }
  t.diagnostic(JSON.stringify(Object.fromEntries(counts)));
});
