/** Common security advice, and the checks that cover it. */
import { UserError } from "../setup/cli.js";
import type { CheckMetadata } from "./check-metadata.js";

const ADVICE: Record<string, string[]> = {
  "Keep secrets out of the configuration": [
    ...["inline_secret", "secret_in_public_folder", "secrets_in_git", "secrets_file_exposed"],
    "location_in_shared_config",
  ],
  "Run Home Assistant with a dedicated system account without privileges": [
    ...["runs_as_root", "passwordless_sudo", "privileged_group", "everyday_account"],
  ],
  "Give each person their own user, and require more than a password": [
    ...["passwordless_network", "insecure_provider", "admin_without_mfa", "everyone_admin"],
    "aged_access_token",
  ],
  "Use TLS": [
    ...["plain_http_external", "plain_http_local", "certificate_expired", "certificate_expiring"],
  ],
  "Consider a reverse proxy": ["trusted_proxy_too_broad"],
  "Prevent password guessing": ["bans_disabled", "sign_in_attack"],
  "Keep Home Assistant and its host up to date": ["core_outdated", "host_updates_manual"],
  "Obscurity is not security, but it reduces noise": ["default_port_exposed"],
  "Store backups where an attacker cannot access them": [
    ...["backup_missing", "backup_unscheduled", "backup_overdue", "backup_only_here"],
  ],
};

export function advice(checks: CheckMetadata[]): string {
  const known = new Set(checks.map(({ id }) => id));
  const rows = Object.entries(ADVICE).map(([text, ids]) => {
    const missing = ids.filter((id) => !known.has(id));
    if (missing.length)
      throw new UserError(`Checks of the advice "${text}" no longer exist: ${missing.join(", ")}.`);
    return `| ${text} | ${ids.map((id) => `[\`${id}\`](#${id})`).join(" ")} |`;
  });
  return ["| advice | checks |", "|---|---|", ...rows].join("\n");
}
