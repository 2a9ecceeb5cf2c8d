/** docs/screens.md: every screenshot with its caption. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/paths.js";
import { UserError } from "../setup/cli.js";
import type { Chapter, Screenshot } from "./screenshot.js";

export const IMAGES = join(ROOT, "docs", "images");
export const PAGE = join(ROOT, "docs", "screens.md");

const INTRODUCTION = `# Screenshots

<!-- Written by \`npm run screenshots\` from scripts/screenshots/. Change that, not this page. -->

Every screenshot was taken by \`npm run screenshots\`: a browser on a real Home Assistant 2026.11 in the scenario of \`npm start\`
that is given in parentheses, together with how the state was produced if it does not occur in that scenario.
`;

export function screensPage(chapters: Chapter[]): string {
  const parts = chapters.map(({ title, intro, screenshots }) =>
    [`## ${title}`, intro, ...screenshots.map(entry)].join("\n\n"),
  );
  return [INTRODUCTION.trimEnd(), ...parts].join("\n\n") + "\n";
}

function entry({ name, caption, scenario, note }: Screenshot): string {
  const suffix = note ? `; ${note}` : "";
  const alt = caption.replace(/\*/g, "");
  return `${caption} *(${scenario}${suffix})*\n\n![${alt}](images/${name}.png)`;
}

/** Throw if the page does not match the list, or if an image is missing or unused. */
export function assertComplete(chapters: Chapter[]): void {
  const current = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  const names = chapters
    .flatMap(({ screenshots }) => screenshots.map(({ name }) => `${name}.png`))
    .sort();
  const present = readdirSync(IMAGES)
    .filter((name) => name.endsWith(".png"))
    .sort();
  if (current === screensPage(chapters) && String(names) === String(present)) return;
  throw new UserError("docs/screens.md is outdated. Run npm run screenshots.");
}
