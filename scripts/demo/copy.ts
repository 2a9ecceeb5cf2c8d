/** An existing configuration, copied so that the original is never touched. */
import { cpSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { longLivedToken, identifier, type StoredToken } from "./accounts.js";
import { dashboard } from "./dashboard.js";
import { integrationEntry } from "./entries.js";
import { httpSlot, linkIntegration } from "./seed.js";
import { SCENARIOS } from "./scenarios.js";
import { change } from "./storage.js";

/** Large, or of no use to a copy. */
const LEFT_OUT = /^(backups|deps|tts|\.git|home-assistant_v2\.db.*|.*\.log.*|__pycache__)$/;

interface AuthStore {
  users: object[];
  groups: object[];
  credentials: object[];
  refresh_tokens: object[];
}

interface HttpStore {
  stable: Record<string, unknown> | null;
  pending: Record<string, unknown> | null;
  yaml_migration_done: boolean;
}

/** Copy a configuration, add the integration and a dashboard; return how the demo signs in. */
export function copyConfiguration(original: string, config: string, port: number): StoredToken {
  cpSync(original, config, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => source === original || !LEFT_OUT.test(basename(source)),
  });
  rmSync(join(config, "custom_components", "security_posture"), { recursive: true, force: true });
  linkIntegration(config);
  change<{ entries: { domain?: string }[] }>(
    config,
    "core.config_entries",
    { entries: [] },
    ({ entries }) => {
      if (!entries.some(({ domain }) => domain === "security_posture"))
        entries.push(integrationEntry());
    },
    1,
    5,
  );
  listenOn(config, port);
  dashboard(config);
  return signIn(config);
}

function listenOn(config: string, port: number): void {
  const slot = httpSlot({ port, scenario: SCENARIOS.mixed, certificates: null });
  const empty: HttpStore = { stable: null, pending: null, yaml_migration_done: true };
  const edit = (data: HttpStore): void => {
    data.stable = { ...slot, ...data.stable, server_port: port, server_host: ["127.0.0.1"] };
    data.pending = null;
  };
  change(config, "http", empty, edit, 3);
}

/** A system account, which no check takes for a person. */
function signIn(config: string): StoredToken {
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
  change<AuthStore>(config, "auth", empty, (auth) => {
    auth.users.push(user);
    auth.refresh_tokens.push(token);
  });
  return token;
}
