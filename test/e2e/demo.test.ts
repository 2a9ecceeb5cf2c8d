/** `npm start` as a person meets it: what it refuses, what it prints, what it leaves behind. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { writeFailingBackups } from "../../scripts/demo/backups.js";
import type { Snapshot } from "../../scripts/demo/client.js";
import { ROOT } from "../../scripts/setup/paths.js";
import { freePort } from "../../scripts/demo/free-port.js";

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

describe("npm start", { timeout: 900_000 }, () => {
  let temporary: string;

  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), "demo-test-"));
    mkdirSync(join(temporary, "tmp"));
  });

  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  it("refuses what it does not know in one line, and creates nothing", async () => {
    const empty = join(temporary, "empty");
    mkdirSync(empty);
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((ready) => taken.once("listening", ready));
    const { port } = taken.address() as { port: number };
    const refused: [args: string[], line: RegExp][] = [
      [["--colour"], /^Unknown option '--colour'/],
      [["now"], /^Unexpected argument 'now'/],
      [
        ["--scenario", "toString"],
        /^Unknown scenario "toString". Available scenarios: good, mixed, bad/,
      ],
      [["--port", "0"], /^"0" is not a valid port/],
      [["--port", String(port)], /is in use/],
      [["--config", join(temporary, "none")], /^The directory .+ does not exist/],
      [["--config", empty], /is not a Home Assistant configuration/],
    ];
    for (const [args, line] of refused) {
      const { code, stdout, stderr } = await ended(start(args));
      assert.equal(code, 2, `${args.join(" ")}: ${stderr}`);
      assert.equal(stdout, "");
      assert.match(stderr, line);
      assert.equal(stderr.trim().split("\n").length, 1);
    }
    taken.close();
    assert.deepEqual([readdirSync(empty), leftBehind()], [[], []]);
  });

  it("judges a copy of a configuration, and leaves the original alone", async () => {
    const original = configuration();
    const before = contents(temporary);
    const args = ["--once", "--config", original, "--port", String(await freePort())];
    const { code, stdout, stderr } = await ended(start(args));
    assert.equal(code, 0, stderr);
    const snapshot = JSON.parse(stdout) as Snapshot;
    assert.deepEqual([snapshot.phase, snapshot.audience], ["ready", "admin"]);
    const checks = snapshot.checks as { id: string; status: string }[];
    const status = Object.fromEntries(checks.map((check) => [check.id, check.status]));
    // Home Assistant's own default, not the demo's; and a backup that is in the original only.
    assert.deepEqual([status.bans_disabled, status.backup_missing], ["fail", "pass"]);
    assert.deepEqual(contents(temporary), before);
    assert.deepEqual(leftBehind(), []);
  });

  it("says where to look when Home Assistant cannot start properly", async () => {
    const original = configuration();
    writeFileSync(join(original, "configuration.yaml"), "homeassistant: [");
    const args = ["--once", "--config", original, "--port", String(await freePort())];
    const { code, stdout, stderr } = await ended(start(args));
    assert.deepEqual([code, stdout], [1, ""]);
    const log = /recovery mode. See its log: (\S+)\n$/.exec(stderr)?.[1];
    assert.match(readFileSync(log ?? "", "utf8"), /recovery mode/i);
  });

  it("ends at once on Ctrl-C, also before it is up, and leaves nothing behind", async () => {
    const demo = start(["--port", String(await freePort())]);
    demo.stderr?.once("data", () => process.kill(-(demo.pid ?? 0), "SIGINT"));
    const { code, stderr } = await ended(demo);
    assert.match(stderr, /Stopping…/);
    assert.equal(code, 130);
    assert.deepEqual(leftBehind(), []);
  });

  function start(args: string[]): ChildProcess {
    return spawn(process.execPath, ["scripts/run.mjs", "demo", ...args], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: join(temporary, "tmp") },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a group of its own, as in a terminal
    });
  }

  /** What the demo left in the temporary directory; tsx keeps a folder of its own there. */
  function leftBehind(): string[] {
    return readdirSync(join(temporary, "tmp")).filter((name) => !name.startsWith("tsx"));
  }

  /** Make a configuration with everything that could lead a copy astray. */
  function configuration(): string {
    const folder = join(temporary, "original");
    const elsewhere = join(temporary, "elsewhere");
    mkdirSync(join(elsewhere, "security_posture"), { recursive: true });
    writeFileSync(join(elsewhere, "security_posture", "precious.py"), "KEPT = True\n");
    mkdirSync(join(folder, "packages"), { recursive: true });
    writeFailingBackups(folder, "webdav.elsewhere");
    symlinkSync(elsewhere, join(folder, "custom_components"));
    symlinkSync(folder, join(folder, "packages", "round"));
    symlinkSync("nowhere", join(folder, "broken"));
    writeFileSync(join(folder, "packages", "my.logic.yaml"), "logger: !include ../log.yaml\n");
    writeFileSync(join(folder, "log.yaml"), "default: warning\n");
    writeFileSync(
      join(folder, "configuration.yaml"),
      "homeassistant:\n  packages: !include_dir_named packages\n",
    );
    return folder;
  }
});

function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Return all files of the original and of what it links to, with their contents. */
function contents(temporary: string): Record<string, string> {
  const files = ["original", "elsewhere"].flatMap((folder) => walk(join(temporary, folder)));
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, "utf8")]));
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.isFile() ? [path] : [];
  });
}
