/** Virtual environments: one to run Home Assistant, and one for each version that is tested. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOrThrow } from "./command.js";
import { REQUIREMENTS, TOOLS } from "./paths.js";
import { findPython } from "./python.js";
import { log } from "./cli.js";
import { findUv } from "./uv.js";

export type Environment = "homeassistant" | "test" | "test-2026.11";

/** Return the interpreter of an environment; create the environment if its lock has changed. */
export async function python(name: Environment): Promise<string> {
  const folder = join(TOOLS, name);
  const interpreter = join(folder, "bin", "python");
  const lock = join(REQUIREMENTS, `${name}.txt`);
  const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");
  const stamp = join(folder, "installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return interpreter;

  const uv = await findUv();
  const base = await findPython(uv);
  log(`Installing the "${name}" environment (Python packages)…`);
  rmSync(folder, { recursive: true, force: true });
  await runOrThrow("Creating a virtual environment", uv, [
    "venv",
    "--quiet",
    "--python",
    base,
    folder,
  ]);
  await runOrThrow("Installing the Python packages", uv, [
    ...["pip", "install", "--quiet", "--python", interpreter, "--link-mode", "copy"],
    // The lock files are complete, and one of them overrides the requirement of a package.
    ...["--no-deps", "--requirements", lock],
  ]);
  writeFileSync(stamp, wanted);
  return interpreter;
}
