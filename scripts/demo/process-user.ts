/**
 * The system user the demo's Home Assistant runs as. When started by root, it is an unprivileged
 * user; otherwise it is the current user.
 */
import { chownSync, lchownSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { INTEGRATION, TOOLS } from "../setup/paths.js";

/** In the range that systemd uses for dynamic users. */
const UNPRIVILEGED_ID = 64_900;
const EXECUTABLE_BY_OTHERS = 0o001;

/** Options for `spawn`; without uid and gid: the current user. */
export interface ProcessUser {
  uid?: number;
  gid?: number;
  env: NodeJS.ProcessEnv;
}

/** Return the user for a Home Assistant with its files in `folder`, and make it their owner. */
export function processUser(folder: string, interpreter: string): ProcessUser {
  if (process.getuid?.() !== 0) return { env: {} };
  if (
    ![interpreter, INTEGRATION, folder].every((path) => isAccessible(dirname(realpathSync(path))))
  ) {
    return { env: {} };
  }
  // It cannot write next to the sources. Without a cache, every start compiles all of Home
  // Assistant, which takes longer than the rest of the start.
  const cache = join(TOOLS, "pycache");
  mkdirSync(cache, { recursive: true });
  chownSync(cache, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  takeOwnership(folder);
  const env = { HOME: folder, PYTHONPYCACHEPREFIX: cache, PYTHONDONTWRITEBYTECODE: "" };
  return { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID, env };
}

/** Return whether all users can enter a folder and its parents. */
function isAccessible(folder: string): boolean {
  const above = dirname(folder);
  if (!(statSync(folder).mode & EXECUTABLE_BY_OTHERS)) return false;
  return above === folder || isAccessible(above);
}

function takeOwnership(path: string): void {
  chownSync(path, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  }
}
