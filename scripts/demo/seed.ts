/** Write the configuration directory of a scenario before the first start. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { INTEGRATION } from "../setup/paths.js";
import { oldTokens, hashed, identifier, session, type Account, type People } from "./accounts.js";
import type { Certificates } from "./certificates.js";
import { INSECURE_HTTP, writeInsecureFiles } from "./insecure-settings.js";
import { dashboard, yamlDashboard } from "./dashboard.js";
import { integrationEntry, webdavEntry, type Webdav } from "./entries.js";
import type { Scenario } from "./scenarios.js";
import { writeStore } from "./storage.js";
import { AUTOMATIONS_FILE, PULLED_ENTITY, yamlOf } from "./yaml.js";

export interface Seed {
  /** The URL for users. */
  url: string;
  /** The port Home Assistant listens on. */
  port: number;
  scenario: Scenario;
  people: People;
  /** The certificates Home Assistant serves; null: plain HTTP. */
  certificates: Certificates | null;
  /** The external backup locations. */
  webdavs: Webdav[];
}

const GROUPS = [
  { id: "system-admin", name: "Administrators" },
  { id: "system-users", name: "Users" },
  { id: "system-read-only", name: "Read Only" },
];

export function seed(config: string, plan: Seed): void {
  mkdirSync(config, { recursive: true });
  linkIntegration(config);
  people(config, plan);
  settings(config, plan);
  writeStore(
    config,
    "http",
    { stable: httpSlot(plan), pending: null, yaml_migration_done: true },
    3,
  );
  const options = plan.scenario.pulled ? { pulled_backup_entity: PULLED_ENTITY } : {};
  const entries = [integrationEntry(options), ...plan.webdavs.map(webdavEntry)];
  writeStore(config, "core.config_entries", { entries }, 1, 5);
  dashboard(config);
  yamlDashboard(config);
  writeStore(config, "frontend.system_data", { core: { default_panel: "security-demo" } });
  if (plan.scenario.bannedProxy) {
    const line = `${plan.scenario.bannedProxy}:\n  banned_at: "${new Date().toISOString()}"\n`;
    writeFileSync(join(config, "ip_bans.yaml"), line);
  }
  if (plan.scenario.insecureSettings) writeInsecureFiles(config);
  writeFileSync(join(config, "configuration.yaml"), yamlOf(plan.scenario, plan.people));
  if (plan.scenario.phone) writeFileSync(join(config, AUTOMATIONS_FILE), "[]\n");
}

/** Link the integration of the checkout: changes take effect after a restart. */
export function linkIntegration(config: string): void {
  const folder = join(config, "custom_components");
  mkdirSync(folder, { recursive: true });
  symlinkSync(INTEGRATION, join(folder, "security_posture"), "dir");
}

function people(
  config: string,
  { scenario, people: { admin, tablet, token, otpSecret } }: Seed,
): void {
  const both = [admin, tablet];
  const former = scenario.disabledAdmin ? [user({ ...admin, id: identifier() }, false, false)] : [];
  const sessions = scenario.sessionFrom ? [session(admin, scenario.sessionFrom)] : [];
  if (scenario.insecureSettings) sessions.push(...oldTokens(admin));
  writeStore(config, "auth", {
    users: [...both.map((person) => user(person, person === admin)), ...former],
    groups: GROUPS,
    credentials: both.map((person) => ({
      id: person.credentialId,
      user_id: person.id,
      auth_provider_type: "homeassistant",
      auth_provider_id: null,
      data: { username: person.username },
    })),
    refresh_tokens: [token, ...sessions],
  });
  writeStore(config, "auth_provider.homeassistant", {
    users: both.map(({ username, password }) => ({ username, password: hashed(password) })),
  });
  if (scenario.mfa) writeStore(config, "auth_module.totp", { users: { [admin.id]: otpSecret } });
  writeStore(
    config,
    "person",
    {
      items: both.map((p) => ({
        id: p.username,
        name: p.name,
        user_id: p.id,
        device_trackers: [],
      })),
    },
    2,
  );
  writeStore(
    config,
    "onboarding",
    { done: ["user", "core_config", "analytics", "integration"] },
    4,
  );
}

function user(person: Account, isOwner: boolean, isActive = true): object {
  return {
    id: person.id,
    group_ids: [person.isAdmin ? "system-admin" : "system-users"],
    is_owner: isOwner,
    is_active: isActive,
    name: person.name,
    system_generated: false,
    local_only: false,
  };
}

function settings(config: string, { url, scenario }: Seed): void {
  const core = {
    latitude: 0,
    longitude: 0,
    elevation: 0,
    unit_system_v2: "metric",
    location_name: "Demo",
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
    external_url: scenario.external ? url : null,
    internal_url: null,
    currency: "EUR",
    country: "NL",
    language: "en",
    radius: 100,
  };
  writeStore(config, "core.config", core, 1, 4);
}

/** Return complete settings: Home Assistant's http integration does not start with partial ones. */
export function httpSlot({
  port,
  scenario,
  certificates,
}: Pick<Seed, "port" | "scenario" | "certificates">): object {
  return {
    server_port: port,
    server_host: scenario.inNetwork ? ["0.0.0.0", "::"] : ["127.0.0.1"],
    cors_allowed_origins: ["https://cast.home-assistant.io"],
    login_attempts_threshold: scenario.banThreshold,
    ip_ban_enabled: true,
    ssl_profile: "intermediate_v6",
    use_x_frame_options: true,
    created_at: new Date().toISOString(),
    error: null,
    error_message: null,
    ...(scenario.bannedProxy
      ? { use_x_forwarded_for: true, trusted_proxies: [`${scenario.bannedProxy}/32`] }
      : {}),
    ...(scenario.insecureSettings ? INSECURE_HTTP : {}),
    ...(certificates
      ? { ssl_certificate: certificates.certificate, ssl_key: certificates.key }
      : {}),
  };
}
