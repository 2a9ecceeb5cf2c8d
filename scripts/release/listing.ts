/** Which files of the integration are shipped. Every other file stops the release: none is left out silently. */
import { lstatSync } from "node:fs";
import { join, posix } from "node:path";
import { UserError } from "../setup/cli.js";
import { repositoryFiles } from "./git.js";

export const FOLDER = "custom_components/security_posture";

/** The kinds of files of an integration. */
const SHIPPED = /^[\w@-]+\.(py|js|json|yaml|png|txt)$|^py\.typed$/;
const FOLDER_NAME = /^[a-z][a-z0-9_]*$/;

/** Return the files to ship, as paths relative to the integration, sorted. */
export function sourceFiles(root: string): string[] {
  const names = repositoryFiles(root, FOLDER).map((file) => posix.relative(FOLDER, file));
  for (const name of names) checkFile(root, name);
  return names.sort();
}

function checkFile(root: string, name: string): void {
  const why = problem(root, name);
  if (why) throw new UserError(`${FOLDER}/${name} ${why}. No archive was created.`);
}

function problem(root: string, name: string): string | undefined {
  const { dir, base } = posix.parse(name);
  const folders = dir ? dir.split("/") : [];
  if (!SHIPPED.test(base) || !folders.every((folder) => FOLDER_NAME.test(folder)))
    return "is of a kind that is not shipped; see scripts/release/listing.ts";
  const found = lstatSync(join(root, FOLDER, name), { throwIfNoEntry: false });
  if (!found) return "is in the repository but not in the folder";
  if (!found.isFile()) return "is not a plain file; an archive carries no links";
  return undefined;
}
