/** Where a tile is before and after it is pressed. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";

/** The first tile, one in the middle, and the last one of eight. */
const TILES = [0, 3, 7];
/** Longer than anything moves, and than a second press would be swallowed. */
const SETTLED = 700;

/** Wait until the dashboard does not replace its cards any more. */
export async function settle(card: Locator): Promise<void> {
  let isSame = false;
  while (!isSame) {
    const element = await card.elementHandle();
    await sleep(1_000);
    isSame = (await element?.evaluate(({ isConnected }) => isConnected)) ?? false;
  }
}

/** Press tiles with a mouse; return those that moved or changed their size, and how many were pressed. */
export async function pressTiles(page: Page, where: string): Promise<[moved: string[], n: number]> {
  const tiles = page.locator("security-posture-card").first().locator("button.tile");
  const moved: string[] = [];
  let pressed = 0;
  for (const n of TILES) {
    const tile = tiles.nth(n);
    if (!(await tile.isVisible())) continue;
    await tile.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const before = await box(tile);
    const [x = 0, y = 0, width = 0, height = 0] = before;
    await page.mouse.click(x + width / 2, y + height / 2);
    await sleep(SETTLED);
    const isOpen = (await tile.getAttribute("aria-expanded")) === "true";
    const after = await box(tile);
    pressed++;
    if (!isOpen || String(after) !== String(before)) {
      moved.push(`${where}, tile ${n}: ${before.join(" ")} → ${after.join(" ")}`);
    }
    await page.keyboard.press("Escape");
  }
  return [moved, pressed];
}

/** Return left, top, width and height; unlike Playwright's own box, also of a covered tile. */
function box(tile: Locator): Promise<number[]> {
  return tile.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top, width, height];
  });
}
