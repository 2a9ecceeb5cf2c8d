/** The scenario "good": the card for both users, also during failures. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { callService } from "home-assistant-js-websocket";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { snapshotNow, type Snapshot } from "../../scripts/demo/client.js";
import { VIEWS } from "../../scripts/demo/dashboard.js";
import { Instance } from "../../scripts/demo/instance.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { readTranslations } from "../../scripts/docs/check-metadata.js";
import { findings, hostFindings, unknowns } from "./findings.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { complaints } from "./log.js";
import { UserPage, openBrowser } from "./page.js";

/** The time without messages after which the card shows "No data". */
const LOST_AFTER_MS = 10_000;

describe("a home without findings", { timeout: 900_000 }, () => {
  let instance: Instance;
  let browser: Browser;
  let admin: UserPage;
  let tablet: UserPage;
  let snapshot: Snapshot;

  before(async () => {
    instance = await Instance.start({
      port: await freePort(),
      scenario: SCENARIOS.good,
      config: null,
    });
    snapshot = await instance.snapshot();
    // Every test waits for this state: without it, each would wait until its time limit.
    assert.equal(snapshot.state, "good", JSON.stringify(findings(snapshot)));
    browser = await openBrowser();
    assert.ok(instance.people);
    admin = await UserPage.logIn(browser, instance, instance.people.admin);
    tablet = await UserPage.logIn(browser, instance, instance.people.tablet);
  });

  after(async () => {
    await browser?.close();
    await instance?.stop();
  });

  it("has no finding and no unknown check", () => {
    const ids = (snapshot.checks as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(ids.sort(), Object.keys(readTranslations().checks).sort());
    // Home Assistant can delete what it sent elsewhere; the other machine's copy remains.
    assert.deepEqual(findings(snapshot), { backup_deletable: "info" });
    assert.deepEqual(unknowns(snapshot), []);
    assert.deepEqual(hostFindings(snapshot), [], "Run the tests as an unprivileged user");
    assert.equal(snapshot.state, "good");
    assert.equal(snapshot.score, 100);
  });

  it("shows the state to the administrator, on every view", async () => {
    for (const view of Object.values(VIEWS)) {
      await admin.open(view);
      await admin.waitForState("Good");
      assert.equal(await admin.page.getByText("Custom element doesn't exist").count(), 0);
    }
  });

  it("shows the wall tablet the same state, without details", async () => {
    await tablet.open();
    await tablet.waitForState("Good");
    const tiles = await tablet.tiles();
    assert.equal(tiles.size, 8);
    assert.equal(tiles.get("Encryption"), "expires in 89\u00a0days");
    assert.equal(tiles.get("Updates"), "up to date");
    assert.deepEqual(await tablet.ownControls(), []);
  });

  it("opens the entity of an area for the wall tablet", async () => {
    await tablet.open();
    await tablet.card.locator("button.tile", { hasText: "Encryption" }).click();
    await tablet.page.waitForURL(/more-info-entity-id=\w+\.security_posture_encryption/);
    await tablet.page.keyboard.press("Escape");
  });

  it("opens an area for the administrator, and the result of a check in it", async () => {
    await admin.open();
    await admin.card.locator("button.tile", { hasText: "Login" }).click();
    await admin.rest();
    const row = admin.card.locator('.inside [data-check="admin_without_mfa"]');
    await row.getByText("Multi-factor authentication for administrators").click();
    await row
      .getByText("The administrator needs multi-factor authentication (MFA) to log in.")
      .waitFor();
  });

  it("runs a check on request", async () => {
    const before = (await snapshotNow(instance.connection)).checked_at;
    await admin.open();
    await admin.card.getByRole("button", { name: "Check now" }).click();
    const deadline = new Deadline(180, new AbortController().signal);
    await deadline.waitUntil("no check was run", async () => {
      const { checked_at: now } = await snapshotNow(instance.connection);
      return (now && before && now > before) || undefined;
    });
  });

  it("shows that the connection is lost, and reconnects", async () => {
    await tablet.open();
    await tablet.waitForState("Good");
    await tablet.goOffline();
    await tablet.waitForState("No data");
    assert.equal(await tablet.card.locator(".tile.ok").count(), 0);
    await tablet.context.setOffline(false);
    await tablet.waitForState("Good");
  });

  it("survives restarts of Home Assistant with the page open", async () => {
    await tablet.open();
    await tablet.waitForState("Good");
    const restarts = [
      () => instance.homeAssistant.restart(),
      () => callService(instance.connection, "homeassistant", "restart"),
    ];
    for (const restart of restarts) {
      const back = tablet.reconnected();
      // The result of the action may be lost with the connection.
      await restart().catch(() => undefined);
      await back;
      // If the card had not subscribed again, it would show "No data" by then.
      await sleep(LOST_AFTER_MS + 2_000);
      await tablet.waitForState("Good");
    }
    assert.equal(instance.homeAssistant.crashed, false);
    assert.equal(await tablet.page.getByText("Custom element doesn't exist").count(), 0);
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(instance.homeAssistant.log()), []);
  });

  it("causes no error in the pages", () => {
    const ours = [...admin.errors, ...tablet.errors].filter((line) =>
      /security.posture/i.test(line),
    );
    assert.deepEqual(ours, []);
  });
});
