/** The text of a release: its section of CHANGELOG.md. */
import { UserError } from "../setup/cli.js";
import { isPrerelease } from "./version.js";

export const NOTES = "release-notes.md";

/** Return the section of a version; a pre-release without its own gets what is unreleased. */
export function releaseNotes(changelog: string, version: string): string {
  const own = section(changelog, version);
  const text = own ?? (isPrerelease(version) ? section(changelog, "Unreleased") : undefined);
  if (text) return `${text}\n`;
  throw new UserError(`CHANGELOG.md has no section "## [${version}]" with text.`);
}

function section(changelog: string, title: string): string | undefined {
  const parts = changelog.split(/^## /m).slice(1);
  const found = parts.find((part) => part.startsWith(`[${title}]`));
  // Without the heading, and without the definitions of links at the end of the file.
  return found
    ?.replace(/^.*\n/, "")
    .replace(/\n\[[^\]]+\]: [^]*$/, "")
    .trim();
}
