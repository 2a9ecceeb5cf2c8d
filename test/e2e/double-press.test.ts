/** Real presses with a mouse and a finger: a second one reaches nothing, and a pressed tile stays in place. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { PRESSES, createDashboard } from "./double-press/dashboard.js";
import { LAYOUTS } from "./double-press/layouts.js";
import { observe, removeGuard } from "./double-press/observer.js";
import { pressTiles, settle } from "./double-press/places.js";
import { emptyTally, pressTwice, type Tally } from "./double-press/presses.js";
import { useHome } from "./home.js";
import { UserPage, openBrowser } from "./page.js";

/** `npm run soak` presses everything in every layout; this takes minutes. */
const IS_SOAK = Boolean(process.env.SOAK);
/** Kinds of controls that must be pressed in a sample too, beside the tiles of every layout. */
const KINDS = [
  ...LAYOUTS.filter(({ view }) => view !== "always").map(({ name }) => `tile, ${name}`),
  ...["score", "summary", "button Check now", "button All checks", "button Recent changes"],
  ...["button Close", "button Show details", "button Accept this risk", "button Accept"],
];

describe("a double press", { timeout: 1_500_000 }, () => {
  const home = useHome(SCENARIOS.bad);
  let browser: Browser;
  let admin: UserPage;

  before(async () => {
    browser = await openBrowser();
    admin = await logIn();
    await createDashboard(admin);
    await observe(admin.page);
  });
  after(() => browser.close());

  async function logIn(): Promise<UserPage> {
    const { people } = home.instance;
    assert.ok(people);
    const page = await UserPage.logIn(browser, home.instance, people.admin, { hasTouch: true });
    // Links to documentation open a new tab; nothing is loaded there.
    await page.context.route(/^https:\/\/www\.home-assistant\.io/, (route) =>
      route.fulfill({ body: "Documentation" }),
    );
    return page;
  }

  async function pressAll({ page }: UserPage, wanted = /./): Promise<Tally> {
    const total = emptyTally();
    for (const layout of LAYOUTS.filter(({ name }) => wanted.test(name))) {
      await pressTwice(page, urlOf(layout.view), layout, total, !IS_SOAK);
    }
    return total;
  }

  function urlOf(view: string): string {
    return `${home.instance.url}/${PRESSES}/${view}`;
  }

  it("reaches nothing else, in all layouts", async (test) => {
    const { presses, elsewhere, again, kinds } = await pressAll(admin);
    test.diagnostic(`${elsewhere.length} of ${presses} reached something else`);
    test.diagnostic(`${again.length} of ${presses} reached the same control again`);
    for (const kind of KINDS) assert.ok(kinds.has(kind), `not pressed: ${kind}`);
    assert.ok(presses >= (IS_SOAK ? 120 : KINDS.length), `only ${presses} controls were pressed`);
    assert.deepEqual([...elsewhere, ...again], []);
  });

  it("would reach something else without the guard", async (test) => {
    const unguarded = await logIn();
    await observe(unguarded.page);
    await removeGuard(unguarded.page);
    const { presses, elsewhere, again } = await pressAll(unguarded, /^(phone|viewer, more-info)$/);
    test.diagnostic(`${elsewhere.length} of ${presses} reached something else`);
    test.diagnostic(`${again.length} of ${presses} reached the same control again`);
    assert.ok(elsewhere.length > 0 && again.length > 0);
    await unguarded.close();
  });

  it("a pressed tile neither moves nor changes its size", async () => {
    const { page } = admin;
    // The tiles of some layouts open nothing, and those with a mouse repeat others.
    const layouts = LAYOUTS.filter(
      ({ name, states, view }) => states.length > 1 && view !== "always" && !name.endsWith("mouse"),
    );
    let total = 0;
    for (const [n, { name, view, viewport }] of layouts.entries()) {
      for (const dir of ["ltr", "rtl"].filter((_, at) => IS_SOAK || at === n % 2)) {
        await page.setViewportSize(viewport);
        await page.goto(urlOf(view));
        await page.evaluate((to) => (document.documentElement.dir = to), dir);
        await admin.card.locator(".buttons").waitFor({ state: "attached" });
        await settle(admin.card);
        const [moved, pressed] = await pressTiles(page, `${name}, ${dir}`);
        assert.deepEqual(moved, []);
        total += pressed;
      }
    }
    assert.ok(total >= layouts.length * 2, `only ${total} tiles were pressed`);
  });
});
