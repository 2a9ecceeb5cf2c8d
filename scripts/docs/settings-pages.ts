/** Pages of Home Assistant that fix findings: their names, and links that open them in the reader's own instance. */
import { UserError } from "../setup/cli.js";

/** By path: the name, and the redirect of My Home Assistant. */
const PAGES: Record<string, [name: string, redirect: string]> = {
  "/config/apps": ["Settings > Apps", "supervisor_apps/"],
  "/config/automation": ["Settings > Automations & scenes", "automations/"],
  "/config/backup": ["Settings > System > Backups", "backup/"],
  "/config/integrations/integration/security_posture": [
    "Settings > Devices & services > Security Posture",
    "integration/?domain=security_posture",
  ],
  "/config/network": ["Settings > System > Network", "network/"],
  "/config/repairs": ["Settings > System > Repairs", "repairs/"],
  "/config/system": ["Settings > System", "system_dashboard/"],
  "/config/updates": ["Settings > System > Updates", "updates/"],
  "/config/users": ["Settings > People > Users", "users/"],
  "/profile/security": ["Security in your profile", "profile_security/"],
};

/** Return a link to a page of Home Assistant. */
export function settingsPage(path: string): string {
  const page = PAGES[path];
  if (!page)
    throw new UserError(`scripts/docs/settings-pages.ts has no name for the page ${path}.`);
  const [name, redirect] = page;
  return `[${name.replaceAll(">", "\\>")}](https://my.home-assistant.io/redirect/${redirect})`;
}
