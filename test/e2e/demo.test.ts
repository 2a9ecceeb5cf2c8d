/** `npm start` from the command line: invalid options, output, and clean-up. */
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

interface Result {
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

  it("rejects invalid options with a one-line message, and creates nothing", async () => {
    const empty = join(temporary, "empty");
    mkdirSync(empty);
    const taken = createServer().listen(0, "127.0.0.1");
    await new Promise((ready) => taken.once("listening", ready));
    const { port } = taken.address() as { port: number };
    const rejected: [args: string[], line: RegExp][] = [
      [["--colour"], /^Unknown option '--colour'/],
      [["now"], /^Unexpected argument 'now'/],
      [
        ["--scenario", "toString"],
        /^Unknown scenario "toString". Available scenarios: good, mixed, bad/,
      ],
      [["--machine", "fresh"], /^--machine and --supervisor are options of --scenario haos/],
      [
        ["--scenario", "haos", "--machine", "toaster"],
        /^Unknown machine "toaster". Available machines: fresh, typical, neglected\./,
      ],
      [["--scenario", "haos", "--supervisor", "gone"], /^Unknown supervisor "gone"/],
      [["--port", "0"], /^"0" is not a valid port/],
      [["--port", String(port)], /is in use/],
      [["--config", join(temporary, "none")], /^The directory .+ does not exist/],
      [["--config", empty], /is not a Home Assistant configuration/],
    ];
    for (const [args, line] of rejected) {
      const { code, stdout, stderr } = await result(start(args));
      assert.equal(code, 2, `${args.join(" ")}: ${stderr}`);
      assert.equal(stdout, "");
      assert.match(stderr, line);
      assert.equal(stderr.trim().split("\n").length, 1);
    }
    taken.close();
    assert.deepEqual([readdirSync(empty), leftovers()], [[], []]);
  });

  it("checks a copy of a configuration, and does not change the original", async () => {
    const original = configuration();
    const before = contents(temporary);
    const args = ["--once", "--config", original, "--port", String(await freePort())];
    const { code, stdout, stderr } = await result(start(args));
    assert.equal(code, 0, stderr);
    const snapshot = JSON.parse(stdout) as Snapshot;
    assert.deepEqual([snapshot.phase, snapshot.audience], ["ready", "admin"]);
    const checks = snapshot.checks as { id: string; status: string }[];
    const status = Object.fromEntries(checks.map((check) => [check.id, check.status]));
    // Home Assistant's default, not the demo's; and a backup that is in the original only.
    assert.deepEqual([status.bans_disabled, status.backup_missing], ["fail", "pass"]);
    assert.deepEqual(contents(temporary), before);
    assert.deepEqual(leftovers(), []);
  });

  it("prints the path of the log when Home Assistant starts in recovery mode", async () => {
    const original = configuration();
    writeFileSync(join(original, "configuration.yaml"), "homeassistant: [");
    const args = ["--once", "--config", original, "--port", String(await freePort())];
    const { code, stdout, stderr } = await result(start(args));
    assert.deepEqual([code, stdout], [1, ""]);
    const log = /recovery mode. See its log: (\S+)\n$/.exec(stderr)?.[1];
    assert.match(readFileSync(log ?? "", "utf8"), /recovery mode/i);
  });

  it("stops at once on Ctrl-C, even during the start, and deletes its files", async () => {
    const demo = start(["--port", String(await freePort())]);
    demo.stderr?.once("data", () => process.kill(-(demo.pid ?? 0), "SIGINT"));
    const { code, stderr } = await result(demo);
    assert.match(stderr, /Stopping…/);
    assert.equal(code, 130);
    assert.deepEqual(leftovers(), []);
  });

  function start(args: string[]): ChildProcess {
    return spawn(process.execPath, ["scripts/run.mjs", "demo", ...args], {
      cwd: ROOT,
      env: { ...process.env, TMPDIR: join(temporary, "tmp") },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a separate process group, as in a terminal
    });
  }

  /** Return the demo's files in the temporary directory; tsx also has a folder there. */
  function leftovers(): string[] {
    return readdirSync(join(temporary, "tmp")).filter((name) => !name.startsWith("tsx"));
  }

  /** Create a configuration with symbolic links and files that are difficult to copy. */
  function configuration(): string {
    const folder = join(temporary, "original");
    const elsewhere = join(temporary, "elsewhere");
    mkdirSync(join(elsewhere, "security_posture"), { recursive: true });
    writeFileSync(join(elsewhere, "security_posture", "precious.py"), "KEPT = True\n");
    mkdirSync(join(folder, "packages"), { recursive: true });
    writeFailingBackups(folder, "webdav.elsewhere");
    symlinkSync(elsewhere, join(folder, "custom_components"));
    symlinkSync(folder, join(folder, "packages", "loop"));
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

function result(child: ChildProcess): Promise<Result> {
  return new Promise((resolve) => {
    let [stdout, stderr] = ["", ""];
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Return all files of the original and of its link targets, with their contents. */
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
