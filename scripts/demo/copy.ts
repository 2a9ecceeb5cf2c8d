/** Copy an existing configuration; the original is never changed. */
import { existsSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../setup/cli.js";
import { identifier, longLivedToken, type StoredToken } from "./accounts.js";
import { listenOnLocalhost } from "./copy-http.js";
import { copyTree } from "./copy-tree.js";
import { dashboard } from "./dashboard.js";
import { integrationEntry } from "./entries.js";
import { linkIntegration } from "./seed.js";
import { updateStore } from "./storage.js";

/** Not needed in the copy. */
const EXCLUDED = /^(deps|tts|\.git|home-assistant_v2\.db.*|home-assistant\.log.*|\.ha_run\.lock)$/;
const BYTECODE = "__pycache__";
const INTEGRATION = join("custom_components", "security_posture");
const BACKUPS = "backups";

interface AuthStore {
  users: object[];
  groups: object[];
  credentials: object[];
  refresh_tokens: object[];
}

export interface Copied {
  /** The access token of the demo. */
  token: StoredToken;
  /** Whether Home Assistant serves TLS. */
  hasTls: boolean;
}

/** Copy a configuration, and add the integration, a dashboard and a user for the demo. */
export function copyConfiguration(original: string, config: string, port: number): Copied {
  try {
    copyTree(
      original,
      config,
      (path) =>
        [INTEGRATION, BACKUPS].includes(path) || basename(path) === BYTECODE || EXCLUDED.test(path),
    );
    linkBackups(join(original, BACKUPS), join(config, BACKUPS));
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === "EACCES") throw new UserError(`${path ?? original} cannot be read by this user.`);
    throw error;
  }
  linkIntegration(config);
  addEntry(config);
  dashboard(config);
  return { hasTls: listenOnLocalhost(original, config, port), token: addDemoUser(config) };
}

/** Link backups, because they can be large. Home Assistant only reads them; deleting one removes the link. */
function linkBackups(original: string, copy: string): void {
  if (!existsSync(original)) return;
  mkdirSync(copy);
  for (const name of readdirSync(original).filter((file) => file.endsWith(".tar"))) {
    symlinkSync(realpathSync(join(original, name)), join(copy, name));
  }
}

function addEntry(config: string): void {
  const empty: { entries: { domain?: string }[] } = { entries: [] };
  const add = ({ entries }: typeof empty): void => {
    if (!entries.some(({ domain }) => domain === "security_posture"))
      entries.push(integrationEntry());
  };
  updateStore(config, "core.config_entries", empty, add, 1, 5);
}

/** Add a system-generated user, which the checks ignore. */
function addDemoUser(config: string): StoredToken {
  const id = identifier();
  const token = longLivedToken(id, "Demo");
  const user = {
    id,
    group_ids: ["system-admin"],
    is_owner: false,
    is_active: true,
    name: "Demo",
    system_generated: true,
    local_only: true,
  };
  const empty: AuthStore = { users: [], groups: [], credentials: [], refresh_tokens: [] };
  updateStore<AuthStore>(config, "auth", empty, (auth) => {
    auth.users.push(user);
    auth.refresh_tokens.push(token);
  });
  return token;
}
