/** `npm run screenshots`: take screenshots of the card on a real Home Assistant and write docs/screens.md. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "../test/e2e/page.js";
import { CHAPTERS } from "./screenshots/chapters.js";
import { IMAGES, PAGE, assertComplete, screensPage } from "./screenshots/screens-page.js";
import { smallPng } from "./screenshots/small-png.js";
import type { Shot } from "./screenshots/shot.js";
import { Stage } from "./screenshots/stage.js";
import { Refusal, runMain, say } from "./setup/say.js";

/** `--check`: only say whether the page and its pictures are there; words: only these pictures. */
const WANTED = process.argv.slice(2);

async function main(): Promise<number> {
  if (WANTED.includes("--check")) {
    assertComplete(CHAPTERS);
    say("docs/screens.md is up to date.");
    return 0;
  }
  const all = CHAPTERS.flatMap(({ shots }) => shots);
  const shots = all.filter(
    ({ name }) => !WANTED.length || WANTED.some((part) => name.includes(part)),
  );
  mkdirSync(IMAGES, { recursive: true });
  const browser = await openBrowser();
  let total = 0;
  try {
    for (const scenario of new Set(shots.map((shot) => shot.scenario))) {
      const stage = await Stage.set(browser, scenario);
      try {
        for (const shot of shots.filter((one) => one.scenario === scenario)) {
          total += await photograph(stage, shot);
        }
      } finally {
        await stage.strike();
      }
    }
  } finally {
    await browser.close();
  }
  writeFileSync(PAGE, screensPage(CHAPTERS));
  say(
    `${shots.length} screenshots, ${kilobytes(total)} in total. docs/screens.md has been written.`,
  );
  return 0;
}

/** Take one picture and return its bytes. */
async function photograph(stage: Stage, shot: Shot): Promise<number> {
  const { name } = shot;
  try {
    await stage.reset();
    const seen = await shot.take(stage);
    const picture = smallPng(await seen.screenshot({ animations: "disabled", caret: "hide" }));
    await shot.after?.(stage);
    writeFileSync(join(IMAGES, `${name}.png`), picture);
    say(`${name}.png, ${kilobytes(picture.length)}`);
    return picture.length;
  } catch (error) {
    if (process.env.DEBUG) console.error(error);
    throw new Refusal(`${name}: ${String(error)}`);
  }
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} kB`;
}

await runMain(main);
// Open handles of the libraries must not keep a finished run alive.
process.exit();
