/** Find the browser for the tests. */
import { existsSync } from "node:fs";
import { onPath } from "./command.js";
import { UserError } from "./cli.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Return the path of Chromium or Chrome. */
export function findBrowser(): string {
  const named = process.env.CHROME_PATH;
  if (named && !existsSync(named)) throw new UserError(`CHROME_PATH is not a file: ${named}`);
  const found = named ?? NAMES.map(onPath).find(Boolean);
  if (!found) {
    throw new UserError(
      "No browser was found; install Chromium (Debian: apt install chromium) or set CHROME_PATH.",
    );
  }
  return found;
}
