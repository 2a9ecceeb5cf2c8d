/** docs/screens.md: every picture with its line. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/paths.js";
import { Refusal } from "../setup/say.js";
import type { Chapter, Shot } from "./shot.js";

export const IMAGES = join(ROOT, "docs", "images");
export const PAGE = join(ROOT, "docs", "screens.md");

const INTRODUCTION = `# Screenshots

<!-- Written by \`npm run screenshots\` from scripts/screenshots/. Change that, not this page. -->

Every screenshot was taken by \`npm run screenshots\`: a browser on a real Home Assistant 2026.11 in the scenario of \`npm start\`
that is given in parentheses, together with how the state was produced if it does not occur in that scenario.
`;

export function screensPage(chapters: Chapter[]): string {
  const parts = chapters.map(({ title, says, shots }) =>
    [`## ${title}`, says, ...shots.map(entry)].join("\n\n"),
  );
  return [INTRODUCTION.trimEnd(), ...parts].join("\n\n") + "\n";
}

function entry({ name, says, scenario, planted }: Shot): string {
  const made = planted ? `; ${planted}` : "";
  const alt = says.replace(/\*/g, "");
  return `${says} *(${scenario}${made})*\n\n![${alt}](images/${name}.png)`;
}

/** Refuse where the page does not show what the list holds, or a picture is missing or left over. */
export function assertComplete(chapters: Chapter[]): void {
  const kept = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  const names = chapters.flatMap(({ shots }) => shots.map(({ name }) => `${name}.png`)).sort();
  const present = readdirSync(IMAGES)
    .filter((name) => name.endsWith(".png"))
    .sort();
  if (kept === screensPage(chapters) && String(names) === String(present)) return;
  throw new Refusal("docs/screens.md is outdated. Run npm run screenshots.");
}
