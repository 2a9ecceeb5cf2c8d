/** Presses of a person who presses twice, in any browser: a second one within half a second reaches nothing. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Query } from "./in-page.js";
import type { Arrival } from "./presses.js";
import type { Visitor } from "./visitor.js";

/** Between two presses, in milliseconds: a quick double press, and a slow one. */
const GAPS = [90, 300];
/** When the next press is a first one again, and when it is one on a busy device too. */
const RESTED_MS = 700;
const LATER_MS = 1_500;
/** What arrives of one press. */
const ONCE = ["pointerdown", "click"];

/** Press all areas and these buttons twice; return how many double presses there were. */
export async function pressAllTwice(
  visitor: Visitor,
  inCard: (css: string, more?: Partial<Query>) => Query,
): Promise<number> {
  const close = inCard("button.close");
  const area = (name: string): Query => inCard("button.tile", { name: `^${name}` });
  const areas = (await visitor.ask("texts", inCard("button.tile"))).map(
    (text) => /^\p{L}+/u.exec(text)?.[0] ?? "",
  );
  const openers = ["All checks", "Recent changes"].map((name) => inCard("button", { name }));
  let presses = 0;
  for (const gap of GAPS) {
    for (const control of [...areas.map(area), ...openers]) {
      await isOpen(visitor, control, false);
      assert.deepEqual(await pressTwice(visitor, control, gap), ONCE, `${control.name}, ${gap} ms`);
      await isOpen(visitor, control, true);
      await visitor.press(close);
      await visitor.gone(close);
      await sleep(RESTED_MS);
      presses++;
    }
  }
  // Later it is another press, and arrives.
  const [first = ""] = areas;
  assert.deepEqual(await pressTwice(visitor, area(first), LATER_MS), [...ONCE, ...ONCE]);
  await isOpen(visitor, area(first), false);
  return presses;
}

function isOpen(visitor: Visitor, control: Query, wanted: boolean): Promise<boolean> {
  return visitor.until(`${control.name}: ${wanted ? "open" : "closed"}`, async () => {
    return (await visitor.ask("expanded", control))[0] === wanted;
  });
}

/** Press twice at the same point; return what arrived at controls, and where anything else did. */
async function pressTwice(visitor: Visitor, control: Query, gap: number): Promise<string[]> {
  const at = await visitor.point(control);
  await visitor.ask("watchPresses");
  await visitor.browser.click(...at, gap);
  await sleep(RESTED_MS);
  const arrived: Arrival[] = await visitor.ask("presses");
  return arrived.map(({ type, what, isControl }) => (isControl ? type : `${type} at ${what}`));
}
