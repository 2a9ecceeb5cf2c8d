/** Start a program, wait until it is ready, and end it with everything it started. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_TIMEOUT_MS = 60_000;
const MAX_OUTPUT = 4_000;

export interface Program {
  /** The first group of `line`, or "". */
  found: string;
  stop(): void;
}

interface StartOptions {
  /** What the program prints when it is ready; without it, it need not be ready. */
  line?: RegExp;
  env?: NodeJS.ProcessEnv;
}

export function startProgram(
  path: string,
  args: readonly string[],
  { line, env = {} }: StartOptions,
): Promise<Program> {
  const child = spawn(path, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a process group of its own
  });
  const stop = (): void => {
    process.off("exit", stop);
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  process.on("exit", stop);
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (why: string): void => {
      stop();
      reject(new Error(`${path} ${why}: ${output.trim().split("\n").at(-1) ?? ""}`));
    };
    const timeout = setTimeout(() => fail("did not start in time"), START_TIMEOUT_MS);
    child.on("error", ({ message }) => fail(message));
    child.on("exit", (code) => fail(`ended with exit code ${code}`));
    const ready = (found: string): void => {
      clearTimeout(timeout);
      child.removeAllListeners("exit");
      // A browser that a failed test leaves must not keep this process, which ends it.
      child.unref();
      for (const stream of [child.stdout, child.stderr]) (stream as Socket).unref();
      resolve({ found, stop });
    };
    if (!line) child.on("spawn", () => ready(""));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-MAX_OUTPUT);
        const found = line?.exec(output)?.[1];
        if (found !== undefined) ready(found);
      });
    }
  });
}

/** A folder for the browser's profile. */
export function profileFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "browser-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
