/** Run other programs. */
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "./cli.js";

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** The exit code of a program, and the end of its output. */
export interface CommandResult {
  code: number;
  output: string;
}

const MAX_OUTPUT = 4000;

/** Run a program without showing its output; a program that does not exist gets exit code 127. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, env = process.env }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const append = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-MAX_OUTPUT);
    };
    child.stdout.on("data", append);
    child.stderr.on("data", append);
    child.on("error", () => resolve({ code: 127, output: `${program} could not be started` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Run a program and throw if it fails; `what` names the step in the error. */
export async function runOrThrow(
  what: string,
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { code, output } = await run(program, args, options);
  if (code === 0) return output;
  const lines = output.trim().split("\n");
  throw new UserError(`${what} failed: ${lines.at(-1) ?? `exit code ${code}`}`);
}

/** Return the full path of a program on PATH, or undefined. */
export function onPath(name: string): string | undefined {
  for (const directory of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(directory, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      continue;
    }
  }
  return undefined;
}
