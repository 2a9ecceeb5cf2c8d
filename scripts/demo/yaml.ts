/** Generate the demo's configuration.yaml. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FLEET } from "../setup/paths.js";
import { INSECURE_CORE, INSECURE_LOGS, insecureYaml } from "./insecure-settings.js";
import { YAML_DASHBOARD, YAML_FILE } from "./dashboard.js";
import type { People } from "./accounts.js";
import type { Scenario } from "./scenarios.js";

/** The file of automations that are created in the user interface. */
export const AUTOMATIONS_FILE = "automations.yaml";

/** The running version; the update entity reports the latest one. */
const RUNNING = "2026.11.0";

/** Any existing file can be used as its log: there are no bans. */
const FAIL2BAN = [
  "sensor:",
  "  - platform: fail2ban",
  "    jails: [home_assistant]",
  "    file_path: configuration.yaml",
];

/** The helper that an automation of the other machine sets after each copy. */
export const PULLED_ENTITY = "input_datetime.pulled_backup";
const PULLED_HOURS_AGO = 6;

export function yamlOf(scenario: Scenario, people: People): string {
  return [
    "# Written by the demo.",
    "logger:",
    "  default: warning",
    "  logs:",
    "    custom_components.security_posture: debug",
    ...(scenario.insecureSettings ? INSECURE_LOGS : []),
    "lovelace:",
    "  dashboards:",
    `    ${YAML_DASHBOARD}:`,
    "      mode: yaml",
    "      title: In YAML",
    `      filename: ${YAML_FILE}`,
    ...(scenario.fail2ban ? FAIL2BAN : []),
    ...(scenario.pulled ? pulledBackup() : []),
    ...(scenario.httpInYaml ? ["http:", "  login_attempts_threshold: 3"] : []),
    ...(scenario.phone ? ["mobile_app:", `automation: !include ${AUTOMATIONS_FILE}`] : []),
    ...providers(scenario, people),
    ...(scenario.insecureSettings ? [...INSECURE_CORE, ...insecureYaml()] : []),
    ...(scenario.prometheus ? [readFileSync(join(FLEET, "home-assistant.yaml"), "utf8")] : []),
    ...(scenario.releasesBehind ? updateEntity(scenario.releasesBehind) : []),
    "",
  ].join("\n");
}

function providers({ trustedNetworks, scriptProvider }: Scenario, { tablet }: People): string[] {
  const lines = ["homeassistant:", "  auth_providers:", "    - type: homeassistant"];
  if (trustedNetworks.length) {
    lines.push("    - type: trusted_networks", "      allow_bypass_login: true");
    lines.push(
      "      trusted_networks:",
      ...trustedNetworks.map(({ network }) => `        - ${network}`),
    );
    const tied = trustedNetworks.filter(({ tabletOnly }) => tabletOnly);
    if (tied.length) {
      lines.push(
        "      trusted_users:",
        ...tied.map(({ network }) => `        ${network}: ${tablet.id}`),
      );
    }
  }
  if (scriptProvider) {
    lines.push("    - type: command_line", "      command: /bin/false");
  }
  return lines;
}

function pulledBackup(): string[] {
  const at = new Date(Date.now() - PULLED_HOURS_AGO * 3_600_000).toISOString();
  return [
    "input_datetime:",
    "  pulled_backup:",
    "    has_date: true",
    "    has_time: true",
    `    initial: "${at.slice(0, 19).replace("T", " ")}"`,
  ];
}

function updateEntity(behind: number): string[] {
  const [year = 0, month = 0] = RUNNING.split(".").map(Number);
  const latest = year * 12 + month - 1 + behind;
  const version = `${Math.floor(latest / 12)}.${(latest % 12) + 1}.0`;
  return [
    "template:",
    "  - update:",
    "      - name: Home Assistant Core",
    "        unique_id: demo_core",
    "        title: \"{{ 'Home Assistant Core' }}\"",
    `        installed_version: "{{ '${RUNNING}' }}"`,
    `        latest_version: "{{ '${version}' }}"`,
  ];
}
