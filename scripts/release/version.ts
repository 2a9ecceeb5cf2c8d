/** The versions that are released: 1.2.3, and 1.3.0-beta.1 before it. */
import { UserError } from "../setup/cli.js";

const NUMBER = "(?:0|[1-9]\\d*)";
/**
 * One spelling of pre-releases: HACS and the Marketplace cannot tell which of 1.3.0b1 and
 * 1.3.0-rc.2 is newer, so they would not offer the update.
 */
const VERSION = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(?:alpha|beta|rc)\\.${NUMBER})?$`,
);

export function checkVersion(version: string | undefined): string {
  if (version !== undefined && VERSION.test(version)) return version;
  const given = version === undefined ? "" : `"${version}" is not a version. `;
  throw new UserError(
    `${given}Specify one, such as 1.2.3 or 1.3.0-beta.1: npm run release -- 1.2.3`,
    2,
  );
}

export function isPrerelease(version: string): boolean {
  return version.includes("-");
}
