/** Real presses with a mouse and a finger: a second one reaches nothing, and a pressed tile stays in place. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { PRESSES, createDashboard } from "./double-press/dashboard.js";
import { LAYOUTS } from "./double-press/layouts.js";
import { observe, removeGuard } from "./double-press/observer.js";
import { pressTiles } from "./double-press/places.js";
import { pressTwice, type Tally } from "./double-press/presses.js";
import { useHome } from "./home.js";
import { UserPage, openBrowser } from "./page.js";

/** A run of the soak opens everything in every layout. */
const STATES = process.env.SOAK ? undefined : 2;

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
    const total: Tally = { presses: 0, elsewhere: [], again: [] };
    for (const layout of LAYOUTS.filter(({ name }) => wanted.test(name))) {
      const states = layout.states.slice(0, STATES);
      const tally = await pressTwice(page, urlOf(layout.view), { ...layout, states });
      total.presses += tally.presses;
      total.elsewhere.push(...tally.elsewhere);
      total.again.push(...tally.again);
    }
    return total;
  }

  function urlOf(view: string): string {
    return `${home.instance.url}/${PRESSES}/${view}`;
  }

  it("reaches nothing else, in all layouts", async (test) => {
    const { presses, elsewhere, again } = await pressAll(admin);
    test.diagnostic(`${elsewhere.length} of ${presses} reached something else`);
    test.diagnostic(`${again.length} of ${presses} reached the same control again`);
    assert.ok(presses > 80, `only ${presses} controls were pressed`);
    assert.deepEqual([...elsewhere, ...again], []);
  });

  it("would reach something else without the guard", async (test) => {
    const unguarded = await logIn();
    await observe(unguarded.page);
    await removeGuard(unguarded.page);
    const { presses, elsewhere, again } = await pressAll(unguarded, /^(phone|viewer, more-info)$/);
    test.diagnostic(`${elsewhere.length} of ${presses} reached something else`);
    assert.ok(elsewhere.length > 0 && again.length > 0);
    await unguarded.close();
  });

  it("a pressed tile neither moves nor changes its size", async () => {
    const { page } = admin;
    let total = 0;
    for (const { name, view, viewport } of LAYOUTS.filter(({ states }) => states.length > 1)) {
      if (view === "always") continue; // its tiles open nothing
      for (const dir of ["ltr", "rtl"]) {
        await page.setViewportSize(viewport);
        await page.goto(urlOf(view));
        await page.evaluate((to) => (document.documentElement.dir = to), dir);
        await admin.card.locator(".buttons").waitFor({ state: "attached" });
        await sleep(1_000); // the dashboard may still replace its cards
        const [moved, pressed] = await pressTiles(page, `${name}, ${dir}`);
        assert.deepEqual(moved, []);
        total += pressed;
      }
    }
    assert.ok(total >= 20, `only ${total} tiles were pressed`);
  });
});
