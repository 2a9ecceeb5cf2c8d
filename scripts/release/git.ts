/** What git says about the checkout. */
import { execFileSync } from "node:child_process";
import { UserError } from "../setup/cli.js";

export interface Commit {
  id: string;
  /** ISO 8601, in UTC. */
  date: string;
}

/** Return the files of a folder that are in the repository, or could be added to it. */
export function repositoryFiles(root: string, folder: string): string[] {
  const listed = git(root, [
    "ls-files",
    ...["-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", folder],
  ]);
  return listed.split("\0").filter(Boolean);
}

/** Return the files with changes that are not committed. */
export function uncommitted(root: string): string[] {
  const changes = git(root, ["status", "--porcelain", "-z", "--untracked-files=all"]);
  return changes.split("\0").filter(Boolean);
}

export function head(root: string): Commit {
  const [id = "", seconds] = git(root, ["log", "-1", "--format=%H %ct"]).trim().split(" ");
  return { id, date: new Date(Number(seconds) * 1000).toISOString() };
}

function git(root: string, args: string[]): string {
  try {
    return execFileSync("git", args, {
      cwd: root,
      env: environment(),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const [line] = String((error as { stderr?: string }).stderr || error).split("\n");
    throw new UserError(`The release is made from a git checkout, and git failed: ${line}`);
  }
}

/** Return the environment without what a hook, for example, says about another repository. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_(?!CONFIG)/.test(name));
  return Object.fromEntries(kept);
}
