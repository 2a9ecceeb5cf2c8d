/** `npm run screenshots`: take screenshots of the card on a real Home Assistant and write docs/screens.md. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "../test/e2e/page.js";
import { CHAPTERS } from "./screenshots/chapters.js";
import { IMAGES, PAGE, assertComplete, screensPage } from "./screenshots/screens-page.js";
import { smallPng } from "./screenshots/small-png.js";
import type { Screenshot } from "./screenshots/screenshot.js";
import { Session } from "./screenshots/session.js";
import { UserError, runMain, log } from "./setup/cli.js";

/** `--check` only reports whether the page and its images are complete; other arguments select screenshots by name. */
const ARGUMENTS = process.argv.slice(2);

async function main(): Promise<number> {
  if (ARGUMENTS.includes("--check")) {
    assertComplete(CHAPTERS);
    log("docs/screens.md is up to date.");
    return 0;
  }
  const all = CHAPTERS.flatMap(({ screenshots }) => screenshots);
  const screenshots = all.filter(
    ({ name }) => !ARGUMENTS.length || ARGUMENTS.some((part) => name.includes(part)),
  );
  mkdirSync(IMAGES, { recursive: true });
  const browser = await openBrowser();
  let total = 0;
  try {
    for (const scenario of new Set(screenshots.map((screenshot) => screenshot.scenario))) {
      const session = await Session.start(browser, scenario);
      try {
        for (const screenshot of screenshots.filter((one) => one.scenario === scenario)) {
          total += await capture(session, screenshot);
        }
      } finally {
        await session.stop();
      }
    }
  } finally {
    await browser.close();
  }
  writeFileSync(PAGE, screensPage(CHAPTERS));
  log(
    `${screenshots.length} screenshots, ${kilobytes(total)} in total. docs/screens.md has been written.`,
  );
  return 0;
}

/** Take one screenshot and return its size in bytes. */
async function capture(session: Session, screenshot: Screenshot): Promise<number> {
  const { name } = screenshot;
  try {
    await session.reset();
    const target = await screenshot.take(session);
    await session.restMouse();
    const image = smallPng(await target.screenshot({ animations: "disabled", caret: "hide" }));
    await screenshot.after?.(session);
    writeFileSync(join(IMAGES, `${name}.png`), image);
    log(`${name}.png, ${kilobytes(image.length)}`);
    return image.length;
  } catch (error) {
    if (process.env.DEBUG) console.error(error);
    throw new UserError(`${name}: ${String(error)}`);
  }
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} kB`;
}

await runMain(main);
// Open handles of the libraries would keep the process alive.
process.exit();
