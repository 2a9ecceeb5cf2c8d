/** The report of an administrator: saved, opened without a network, printed. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, it } from "node:test";
import type { Locator, Page } from "playwright-core";
import { SCENARIOS } from "../../../scripts/demo/scenarios.js";
import { useHome } from "../home.js";
import type { UserPage } from "../page.js";

/** What the evidence of this home has, and nothing else. */
const NAMES = /Wall tablet|1\.1\.1\.1|www\/secrets\.yaml|configuration\.yaml:\d/;

describe("the report of a home at risk", { timeout: 900_000 }, () => {
  const home = useHome(SCENARIOS.bad, "admin");
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  let admin: UserPage;
  let choices: Locator;
  /** How many errors the page had before. */
  let earlier: number;

  before(async () => {
    ({ admin } = home);
    await admin.open();
    await admin.waitForState("At risk");
    earlier = admin.errors.length;
    await admin.card.locator(".admin button", { hasText: "All checks" }).click();
    choices = admin.card.locator(".report");
    await choices.locator("button").click();
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Save the report. */
  async function saved(): Promise<string> {
    await admin.rest();
    const download = admin.page.waitForEvent("download");
    await choices.locator(".buttons button", { hasText: "Save" }).click();
    const file = await download;
    assert.match(file.suggestedFilename(), /^home-assistant-security-\d{4}-\d\d-\d\d\.html$/);
    const path = join(folder, file.suggestedFilename());
    await file.saveAs(path);
    return path;
  }

  /** Open a file in a page without a network; return all that it asks for. */
  async function openOffline(path: string): Promise<[Page, string[]]> {
    const context = await admin.context.browser()!.newContext({ offline: true });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(path).href);
    return [page, requests];
  }

  it("is saved without names, and opens without a network", async () => {
    const { checks, score } = await home.instance.snapshot();
    const path = await saved();
    assert.doesNotMatch(readFileSync(path, "utf8"), NAMES);
    const [page, requests] = await openOffline(path);
    const text = await page.locator("main").innerText();
    assert.match(text, /At risk/);
    assert.match(text, new RegExp(`Score ${score}`));
    assert.match(text, /Home Assistant 20\d\d\.\d+\.\d+ · Security Posture \d/);
    assert.match(text, /IP addresses are never banned/);
    assert.equal(await page.locator(".check").count(), (checks as unknown[]).length);
    const sums = (await page.locator("td:first-child").allInnerTexts()).map(Number);
    const costs = sums.slice(1, -2).reduce((sum, cost) => sum - cost, 0);
    assert.deepEqual(sums.slice(-2), [100 - costs, score]);
    assert.deepEqual(requests, [pathToFileURL(path).href]);
    await page.context().close();
  });

  it("is saved with names, which are then dropped", async () => {
    await choices.locator("input").check();
    await choices.locator(".buttons [aria-disabled=false]", { hasText: "Save" }).waitFor();
    const [page] = await openOffline(await saved());
    const text = await page.locator("main").innerText();
    for (const name of [/Wall tablet/, /1\.1\.1\.1/, /www\/secrets\.yaml/])
      assert.match(text, name);
    assert.equal(await choices.locator("input").isChecked(), false);
    await page.context().close();
  });

  it("becomes pages on which no check is broken", async () => {
    const [page] = await openOffline(await saved());
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    await page.emulateMedia({ media: "print" });
    const style = await page
      .locator(".check")
      .first()
      .evaluate((row) => getComputedStyle(row).breakInside);
    assert.equal(style, "avoid");
    await page.context().close();
  });

  it("causes no error in the page", async () => {
    await choices.locator("button").first().click();
    const errors = admin.errors.slice(earlier).filter((error) => !/certificate/.test(error));
    assert.deepEqual(errors, []);
  });
});
