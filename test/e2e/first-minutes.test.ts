/** A new user's way from *Submit* to a readable card: every press is counted and timed. */
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it, type TestContext } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { FreshHome } from "./fresh-home.js";
import { complaints } from "./log.js";
import { openBrowser, UserPage } from "./page.js";

/** A fast reader; the frontend also ignores presses while it changes pages. */
const READING_MS = 1_000;
/** An undefined card is shown as an error after two seconds. */
const ERROR_MS = 4_000;
const PHONE = { width: 390, height: 844 };

/** The presses of a user, and when each was made. */
class Presses {
  private readonly start = performance.now();
  private readonly made: string[] = [];

  constructor(private readonly page: Page) {}

  get count(): number {
    return this.made.length;
  }

  async press(name: string, target: Locator): Promise<void> {
    await target.click();
    this.note(name);
    await this.page.waitForTimeout(READING_MS);
  }

  async reload(): Promise<void> {
    await this.page.reload();
    this.note("reload the page");
    await this.page.waitForTimeout(READING_MS);
  }

  report(test: TestContext): void {
    const seconds = ((performance.now() - this.start) / 1000).toFixed(1);
    test.diagnostic(`${this.count} presses, ${seconds} s: ${this.made.join(" > ")}`);
  }

  private note(name: string): void {
    this.made.push(`${name} (${((performance.now() - this.start) / 1000).toFixed(1)} s)`);
  }
}

describe("the first minutes of a new user", { timeout: 900_000 }, () => {
  let home: FreshHome;
  let browser: Browser;
  let user: UserPage;
  let page: Page;
  let presses: Presses;

  before(async () => {
    home = await FreshHome.start();
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    await home.stop();
  });

  beforeEach(async () => {
    await user?.close();
    await startOver();
    // As on http in the home's network, there is no service worker.
    user = await UserPage.logIn(browser, home, home.people.admin, { serviceWorkers: "block" });
    page = user.page;
    await openOverview();
  });

  const button = (name: string | RegExp): Locator => page.getByRole("button", { name });
  const listed = (name: string): Locator => page.getByText(name, { exact: true }).first();
  const sidebar = (name: string): Locator => page.locator("ha-sidebar").getByText(name);
  const box = (): Locator =>
    page
      .locator("ha-form ha-selector-boolean")
      .filter({ hasText: "Create a dashboard called Security with the card" })
      .locator("ha-switch");
  const link = (): Locator => page.locator("ha-markdown-element a").first();
  const dialog = (): Promise<string> => page.locator("ha-markdown-element").first().innerText();
  const addCard = (): Locator => page.locator("hui-grid-section [aria-label='Add card']").first();

  async function openOverview(): Promise<void> {
    await page.goto(home.url);
    await page.locator("ha-panel-home hui-root").waitFor();
  }

  async function ask<T>(message: object): Promise<T> {
    return home.connection.sendMessagePromise<T>(message as { type: string });
  }

  /** Remove the integration and all dashboards. */
  async function startOver(): Promise<void> {
    await removeIntegration();
    for (const { id } of await dashboards()) {
      await ask({ type: "lovelace/dashboards/delete", dashboard_id: id });
    }
  }

  async function removeIntegration(): Promise<void> {
    const type = "config_entries/get";
    const entries = await ask<{ entry_id: string }[]>({ type, domain: "security_posture" });
    for (const { entry_id: id } of entries) await home.api("DELETE", `entry/${id}`);
  }

  const dashboards = (): Promise<{ id: string; title: string; url_path: string }[]> =>
    ask({ type: "lovelace/dashboards/list" });

  /** Open the form, without leaving the page. Counting starts when it is shown. */
  async function openForm(): Promise<void> {
    await page.evaluate(() => {
      history.pushState(null, "", "/config/integrations/dashboard/add?domain=security_posture");
      window.dispatchEvent(new Event("location-changed"));
    });
    await button("OK").click();
    await button("Submit").waitFor();
    presses = new Presses(page);
  }

  async function submitted(create: boolean): Promise<void> {
    await openForm();
    if (create) await presses.press("Create a dashboard", box());
    await presses.press("Submit", button("Submit"));
    await link().waitFor();
  }

  async function cardIsReadable(): Promise<void> {
    await user.waitForState("At risk"); // there is no backup
    await user.card.locator(".tile", { hasText: "Backups" }).waitFor();
    assert.equal(await page.locator("hui-error-card:visible").count(), 0);
  }

  async function addDashboard(): Promise<void> {
    await presses.press("Add dashboard", button("Add dashboard"));
    await presses.press("New dashboard from scratch", listed("New dashboard from scratch"));
    await presses.press("Title", page.getByRole("textbox", { name: /Title/ }));
    await page.keyboard.type("Our home");
    await presses.press("Create", button("Create"));
    await presses.press("Our home", page.locator("ha-data-table").getByText("Our home"));
    await presses.press("Edit dashboard", button("Edit dashboard"));
  }

  async function findCard(): Promise<Locator> {
    await presses.press("Add card", addCard());
    await presses.press("By card", listed("By card"));
    await presses.press("Search cards", page.getByPlaceholder("Search cards"));
    await page.keyboard.type("security");
    await page.waitForTimeout(READING_MS);
    return page.locator("hui-card-picker .card").filter({ hasText: "Security Posture" }).first();
  }

  async function place(found: Locator): Promise<void> {
    await presses.press("Security Posture", found);
    await presses.press("Save", button("Save"));
    await presses.press("Done", button("Done"));
  }

  for (const [device, viewport] of [
    ["a desktop", null],
    ["a phone", PHONE],
  ] as const) {
    it(`on ${device}: three presses if the dashboard is asked for`, async (test) => {
      if (viewport) await page.setViewportSize(viewport);
      await submitted(true);
      assert.match(await dialog(), /^Open the dashboard Security to see the results\./);
      await presses.press("Open the dashboard Security", link());
      await cardIsReadable();
      presses.report(test);
      assert.equal(presses.count, 3);
      assert.match(page.url(), /\/security-posture\/0$/);
      const { width = 0 } = (await user.card.boundingBox()) ?? {};
      const content = viewport ? viewport.width : 1280 - 256;
      assert.ok(width > 0.9 * content, `the card is ${width} px wide`);
    });
  }

  it("the sidebar leads there too, after the reload that the dialog mentions", async (test) => {
    await submitted(true);
    assert.match(await dialog(), /shows a configuration error, reload the page once/);
    await presses.press("Skip and finish", button("Skip and finish"));
    await presses.press("Security", sidebar("Security"));
    await page.waitForTimeout(ERROR_MS);
    assert.equal(await page.getByText("Configuration error").count(), 1);
    await presses.reload();
    await cardIsReadable();
    presses.report(test);
    assert.equal(presses.count, 5);
  });

  it("by hand, with the link of the dialog", async (test) => {
    await submitted(false);
    assert.deepEqual(await dashboards(), []);
    assert.match(await dialog(), /add the Security Posture card to a dashboard/);
    await presses.press("Settings > Dashboards", link());
    await addDashboard();
    await place(await findCard());
    await cardIsReadable();
    presses.report(test);
    assert.equal(presses.count, 14);
  });

  // About the frontend alone, and slow.
  const nightly = { skip: process.env.SOAK ? false : "only in npm run soak" };
  it("by hand, without reading the dialog: a reload is needed", nightly, async (test) => {
    await submitted(false);
    await presses.press("Skip and finish", button("Skip and finish"));
    await presses.press("Settings", sidebar("Settings"));
    await presses.press("Dashboards", page.locator("ha-config-navigation").getByText("Dashboards"));
    await addDashboard();
    assert.equal(await (await findCard()).count(), 0, "the explanation is not needed any more");
    await presses.reload();
    await place(await findCard());
    await cardIsReadable();
    presses.report(test);
  });

  it("our entities suggest the card", async () => {
    await submitted(true);
    await presses.press("Open the dashboard Security", link());
    await cardIsReadable();
    await presses.press("Edit dashboard", button("Edit dashboard"));
    await presses.press("Add card", addCard());
    await page.getByPlaceholder("Search entities").fill("security posture state");
    await presses.press("State", page.getByText("State", { exact: true }));
    await page.locator("hui-card security-posture-card .word").last().waitFor();
  });

  it("the dashboard stays when the integration is removed, and is not created twice", async () => {
    await submitted(true);
    const [created] = await dashboards();
    assert.ok(created);
    await removeIntegration();
    assert.deepEqual(await dashboards(), [created]);
    await openOverview();
    await submitted(true);
    assert.match(await dialog(), /already a dashboard with the card/);
    assert.deepEqual(await dashboards(), [created]);
    await presses.press("Open the dashboard Security", link());
    await cardIsReadable();
  });

  it("only administrators have the dashboard in the sidebar, and it survives a restart", async () => {
    await submitted(true);
    await home.restart();
    const tablet = await UserPage.logIn(browser, home, home.people.tablet);
    await tablet.page.locator("ha-sidebar").getByText("Overview").waitFor();
    assert.equal(await tablet.page.locator("ha-sidebar").getByText("Security").count(), 0);
    await tablet.close();
    await page.goto(`${home.url}/home`);
    await presses.press("Security", sidebar("Security"));
    await cardIsReadable();
  });

  it("nothing of this is in the log", () => {
    assert.deepEqual(complaints(home.homeAssistant.log()), []);
  });
});
