/** Build the card. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { runOrThrow } from "./command.js";
import { CARD, INTEGRATION, ROOT } from "./paths.js";
import { log } from "./cli.js";

/** Build the card if it is missing or older than its sources. */
export async function buildCard(): Promise<void> {
  const sources = [
    ...files(join(ROOT, "src")),
    join(INTEGRATION, "translations", "en.json"),
    join(ROOT, "rollup.config.mjs"),
    join(ROOT, "package-lock.json"),
  ];
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(CARD) && statSync(CARD).mtimeMs > newest) return;
  log("Building the card…");
  await runOrThrow("Building the card", "npm", ["run", "--silent", "build"], { cwd: ROOT });
}

function files(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}
