/**
 * The account the demo's Home Assistant runs as. Started by root, it gets one of its own without
 * any privilege, as it should have on every machine; started by anybody else, it is theirs.
 */
import { chownSync, lchownSync, mkdirSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { INTEGRATION, TOOLS } from "../setup/paths.js";

/** In the range systemd gives to accounts that exist only while a service runs. */
const OWN = 64_900;
const OTHERS_MAY_ENTER = 0o001;

/** What `spawn` needs to know; empty: stay who we are. */
export interface Account {
  uid?: number;
  gid?: number;
  env: NodeJS.ProcessEnv;
}

/** Return the account for a Home Assistant whose files are below `folder`, and give them to it. */
export function processUser(folder: string, interpreter: string): Account {
  if (process.getuid?.() !== 0) return { env: {} };
  if (![interpreter, INTEGRATION, folder].every((path) => isOpen(dirname(realpathSync(path))))) {
    return { env: {} };
  }
  // Its Python may not write beside the sources; without a cache every start compiles all of Home
  // Assistant, which takes longer than the rest of the start.
  const cache = join(TOOLS, "pycache");
  mkdirSync(cache, { recursive: true });
  chownSync(cache, OWN, OWN);
  own(folder);
  const env = { HOME: folder, PYTHONPYCACHEPREFIX: cache, PYTHONDONTWRITEBYTECODE: "" };
  return { uid: OWN, gid: OWN, env };
}

/** Return whether everybody may enter a folder and all above it. */
function isOpen(folder: string): boolean {
  const above = dirname(folder);
  if (!(statSync(folder).mode & OTHERS_MAY_ENTER)) return false;
  return above === folder || isOpen(above);
}

function own(path: string): void {
  chownSync(path, OWN, OWN);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), OWN, OWN);
  }
}
