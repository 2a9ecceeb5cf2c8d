/** Find uv, the Python package installer: on PATH, or from PyPI in the tools folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runOrThrow, onPath } from "./command.js";
import { TOOLS } from "./paths.js";
import { UserError, log } from "./cli.js";

const FOLDER = join(TOOLS, "uv");
const PINNED = "uv==0.13.9";

/** Return the path of uv; install it if it is missing. */
export async function findUv(): Promise<string> {
  const found = onPath("uv");
  if (found) return found;
  const own = join(FOLDER, "bin", "uv");
  if (!existsSync(own)) await installFromPyPI(PINNED, FOLDER);
  return own;
}

/** Install a PyPI package that contains a program into its own folder. */
export async function installFromPyPI(requirement: string, folder: string): Promise<void> {
  const python = onPath("python3") ?? onPath("python");
  if (!python) {
    throw new UserError(
      "Python was not found; install python3 with pip (Debian: apt install python3-pip).",
    );
  }
  log(`Installing ${requirement}…`);
  await runOrThrow(`Installing ${requirement} with pip`, python, [
    ...["-m", "pip", "install", "--quiet"],
    ...["--disable-pip-version-check", "--no-warn-script-location"],
    ...["--target", folder, requirement],
  ]);
}
