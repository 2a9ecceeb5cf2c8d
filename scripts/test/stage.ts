/** A stage of `npm test`: run a program and count its passed and failed tests. */
import { spawn, type ChildProcess } from "node:child_process";
import { ROOT } from "../setup/paths.js";

export interface Stage {
  name: string;
  command: [program: string, ...args: string[]];
  /** Additional environment variables. */
  env?: NodeJS.ProcessEnv;
  /** A stage without totals counts as one test. */
  totals?: Totals;
}

export interface Counts {
  passed: number;
  failed: number;
}

/** Patterns for the counts that a test runner prints. */
export type Totals = Record<keyof Counts, RegExp>;

export interface StageResult extends Counts {
  /** Standard output and standard error. */
  output: string;
  seconds: number;
}

const running = new Set<ChildProcess>();

/** End all running stages, with every program that they started. */
export function stopStages(): void {
  for (const { pid } of running) if (pid !== undefined) process.kill(-pid, "SIGTERM");
}

/** Run a stage; a program that cannot be started counts as failed. */
export function runStage(
  { command: [program, ...args], env, totals }: Stage,
  shared: NodeJS.ProcessEnv,
): Promise<StageResult> {
  return new Promise((resolve) => {
    const began = performance.now();
    const chunks: Buffer[] = [];
    const end = (isSuccess: boolean, error = ""): void => {
      const output = Buffer.concat(chunks).toString() + error;
      const seconds = (performance.now() - began) / 1000;
      resolve({ ...count(output, isSuccess, totals), output, seconds });
    };
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...shared, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own: test runners start programs, which must end with them.
      detached: true,
    });
    running.add(child);
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => end(false, `${error.message}\n`));
    child.on("close", (code) => {
      running.delete(child);
      end(code === 0);
    });
  });
}

/** Count tests; a program counts as failed if its exit code is not 0 or if it ran no test. */
function count(output: string, isSuccess: boolean, totals?: Totals): Counts {
  if (!totals) return isSuccess ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const last = (figure: RegExp): number => Number([...output.matchAll(figure)].at(-1)?.[1] ?? 0);
  const [passed, failed] = [last(totals.passed), last(totals.failed)];
  return { passed, failed: failed || (isSuccess && passed ? 0 : 1) };
}
