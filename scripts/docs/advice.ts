/** The advice this project began with, and the checks that stand for it. */
import { Refusal } from "../setup/say.js";
import type { Question } from "./questions.js";

const ADVICE: Record<string, string[]> = {
  "Keep secrets out of the configuration": [
    ...["inline_secret", "secret_in_public_folder", "secrets_in_git", "secrets_file_exposed"],
    "location_in_shared_config",
  ],
  "Give Home Assistant an account of its own, without privileges": [
    ...["runs_as_root", "passwordless_sudo", "privileged_group", "everyday_account"],
  ],
  "Let everybody sign in for themselves, with more than a password": [
    ...["passwordless_network", "insecure_provider", "admin_without_mfa", "everyone_admin"],
    "aged_access_token",
  ],
  "Use TLS": [
    ...["plain_http_external", "plain_http_local", "certificate_expired", "certificate_expiring"],
  ],
  "Consider a proxy": ["trusted_proxy_too_broad"],
  "Stop the guessing": ["bans_disabled", "sign_in_attack"],
  "Keep Home Assistant and the machine below it up to date": [
    "core_outdated",
    "host_updates_manual",
  ],
  "Obscurity is not security, but it thins out the noise": ["default_port_exposed"],
  "Keep backups where an attacker cannot reach them": [
    ...["backup_missing", "backup_unscheduled", "backup_overdue", "backup_only_here"],
  ],
};

export function advice(checks: Question[]): string {
  const known = new Set(checks.map(({ id }) => id));
  const rows = Object.entries(ADVICE).map(([text, ids]) => {
    const lost = ids.filter((id) => !known.has(id));
    if (lost.length)
      throw new Refusal(`No check stands for "${text}" any more: ${lost.join(", ")}.`);
    return `| ${text} | ${ids.map((id) => `[\`${id}\`](#${id})`).join(" ")} |`;
  });
  return ["| advice | checks |", "|---|---|", ...rows].join("\n");
}
