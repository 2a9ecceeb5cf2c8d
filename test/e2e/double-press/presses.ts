/**
 * Press everything twice, with a real mouse or finger, and count where the second press arrives. It needs
 * a page of a logged-in user on which `observe` was called, in any browser.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { STATES, type Layout } from "./layouts.js";
import type { Arrival } from "./observer.js";

export interface Tally {
  presses: number;
  /** The kinds of controls that were pressed. */
  kinds: Set<string>;
  /** What the second press reached: something else, or the same control again. */
  elsewhere: string[];
  again: string[];
}

/** Between the presses, in milliseconds: a quick double press, and a slow one. */
const GAPS = [90, 300] as const;
/** Dialogs and pages of Home Assistant take as long to appear. */
const SETTLED = 350;
/** Until when it is a second press, and when the next one can be a first one. */
const WITHIN = 500;
const RESTED = 620;
/** Of the many closed rows of a list, these are pressed. */
const EVERY_ROW = 14;
const CARD = "security-posture-card";

interface Card {
  shadowRoot: ShadowRoot;
  updateComplete: Promise<unknown>;
  session: { close(): void };
  requestUpdate(): void;
}

declare global {
  interface Window {
    card: Card;
    controls: HTMLElement[];
  }
}

export function emptyTally(): Tally {
  return { presses: 0, kinds: new Set(), elsewhere: [], again: [] };
}

/** Press the controls of a layout twice: all of them, or of a kind that was pressed already no more. */
export async function pressTwice(
  page: Page,
  url: string,
  layout: Layout,
  tally: Tally,
  isSample: boolean,
): Promise<void> {
  await page.setViewportSize(layout.viewport);
  await page.goto(url);
  for (const state of layout.states) {
    await open(page, url, state);
    const kinds = await find(page, state);
    if (!kinds.length) throw new Error(`${layout.name}, ${state}: there is nothing to press.`);
    for (const [n, each] of kinds.entries()) {
      const kind = each === "tile" ? `tile, ${layout.name}` : each;
      if (isSample && tally.kinds.has(kind)) continue;
      const gap = GAPS[tally.presses % GAPS.length] ?? 0;
      const where = `${layout.name}, ${state}, ${gap} ms`;
      // On a busy machine the second press may come too late to be one.
      for (let tries = 0; tries < 5; tries++) {
        const at = await aim(page, n, state);
        if (!at) break;
        const first = press(page, layout.input, at);
        await sleep(gap);
        await Promise.all([first, press(page, layout.input, at)]);
        await sleep(SETTLED);
        const isCounted = add(tally, where, await arrivals(page));
        await Promise.all([sleep(RESTED - SETTLED), open(page, url, state)]);
        if (!isCounted) continue;
        tally.kinds.add(kind);
        break;
      }
    }
  }
}

/** Count a double press; return whether it was one. */
function add(tally: Tally, where: string, all: Arrival[]): boolean {
  const first = all.findIndex(({ type }) => type === "click");
  const pressed = all[first];
  if (!pressed) throw new Error(`${where}: the first press did not arrive.`);
  // A label clicks its field by itself.
  const later = all.slice(first + 1).filter(({ at }) => at - pressed.at > 20);
  if (later.some(({ at }) => at - pressed.at >= WITHIN)) return false;
  tally.presses++;
  const found = later.find(({ what, isSame }) => what && !isSame) ?? later.find(({ what }) => what);
  if (!found) return true;
  (found.isSame ? tally.again : tally.elsewhere).push(`${where}: ${pressed.what} → ${found.what}`);
  return true;
}

/** Press at once, without waiting for the page: a finger does not wait either. */
async function press({ touchscreen, mouse }: Page, input: string, at: Point): Promise<void> {
  if (input === "finger") return touchscreen.tap(at.x, at.y);
  await Promise.all([mouse.move(at.x, at.y), mouse.down(), mouse.up()]);
}

interface Point {
  x: number;
  y: number;
}

/** Return to the page, close everything, and open what belongs to a state. */
async function open(page: Page, url: string, state: keyof typeof STATES): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close();
  if (page.url() !== url || (await page.locator("dialog[open]").count())) {
    await page.goto("about:blank"); // Home Assistant opens a dialog again when its page is loaded again
    await page.goto(url);
  }
  const card = page.locator(CARD).first();
  await card.locator(".tile").first().waitFor({ state: "attached" });
  if (!["more-info", "navigate"].some((view) => url.endsWith(view))) {
    await card.locator(".buttons").first().waitFor({ state: "attached" });
  }
  // The dashboard may replace a card that it has just shown.
  for (let tries = 0; tries < 5; tries++) {
    if (await openWith(card, STATES[state])) return;
    await sleep(200);
  }
  throw new Error(`${url}: it cannot be opened: ${state}.`);
}

/** Close everything, and press these controls in order; return whether each was there and opened something. */
function openWith(card: Locator, path: readonly string[]): Promise<boolean> {
  return card.evaluate(
    async (element, selectors) => {
      const opened = element as unknown as Card;
      const root = opened.shadowRoot;
      window.card = opened;
      opened.session.close();
      opened.requestUpdate();
      for (const selector of selectors) {
        await opened.updateComplete;
        const before = root.querySelectorAll("*").length;
        root.querySelector<HTMLElement>(selector)?.click();
        await opened.updateComplete;
        if (root.querySelectorAll("*").length <= before) return false;
      }
      await opened.updateComplete;
      return element.isConnected;
    },
    [...path],
  );
}

/**
 * Find the visible controls of the card, in an opened panel only those of the panel, and return the kind of
 * each: for a tile or a row of a list its class or name, for others their text.
 */
function find(page: Page, state: string): Promise<string[]> {
  return page.evaluate(
    ([every, isClosed]) => {
      const root = window.card.shadowRoot;
      const panel = root.querySelector(".opened") ?? root.querySelector(".sheet") ?? root;
      const controls = [
        ...(isClosed ? root : panel).querySelectorAll<HTMLElement>(
          "a, button, summary, .choice label",
        ),
      ].filter(
        (each) => each.getClientRects().length && getComputedStyle(each).visibility === "visible",
      );
      let rows = 0;
      const chosen = controls.filter(
        (each) => each.localName !== "summary" || rows++ % every === 0,
      );
      window.controls = chosen;
      return chosen.map((each) => {
        if (each.matches(".tile, .score, .cover")) return each.classList[0] ?? "";
        const text = each.textContent.replace(/\s+/g, " ").replace(/\d+/g, "0").trim();
        return each.localName === "summary" ? "summary" : `${each.localName} ${text}`;
      });
    },
    [EVERY_ROW, state === "closed"] as const,
  );
}

/** Return where to press a control, once the page has settled; null where it cannot be pressed. */
async function aim(page: Page, n: number, state: string): Promise<Point | null> {
  for (let tries = 0; tries < 8; tries++) {
    const at = await aimOnce(page, n, state);
    if (at) return at;
    await sleep(150);
  }
  return null;
}

async function aimOnce(page: Page, n: number, state: string): Promise<Point | null> {
  await find(page, state); // the elements are others after a reload
  return page.evaluate((index) => {
    const control = window.controls[index];
    if (!control) return null;
    control.scrollIntoView({ block: "center" });
    const { left, top, width, height } = control.getBoundingClientRect();
    const point = { x: left + width / 2, y: top + height / 2 };
    let hit: Element | null = document.elementFromPoint(point.x, point.y);
    while (hit?.shadowRoot) {
      const inner: Element | null = hit.shadowRoot.elementFromPoint(point.x, point.y);
      if (!inner || inner === hit) break;
      hit = inner;
    }
    window.arrivals = [];
    window.firstPressed = null;
    return hit && control.contains(hit) ? point : null;
  }, n);
}

function arrivals(page: Page): Promise<Arrival[]> {
  return page.evaluate(() => window.arrivals);
}
