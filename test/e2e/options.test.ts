/** Every option takes effect without a restart. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { snapshotNow, type Snapshot } from "../../scripts/demo/client.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { outcome, unknowns } from "./findings.js";
import { complaints } from "./log.js";
import { Settings, type Field } from "./options-flow.js";
import { UserPage, openBrowser } from "./page.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FAIL2BAN = "sensor.fail2ban_home_assistant";
const PULLED = "sensor.pulled_backup";
const UPDATES = "update.home_assistant_core";

describe("the options", { timeout: 900_000 }, () => {
  let instance: Instance;
  let settings: Settings;
  let browser: Browser;
  let started: number;

  before(async () => {
    // Without findings, except those that external evidence can resolve.
    const scenario = {
      ...SCENARIOS.good,
      banThreshold: -1,
      backups: "none" as const,
      releasesBehind: 1,
      fail2ban: true,
    };
    instance = await Instance.start({ port: await freePort(), scenario, config: null });
    await instance.snapshot();
    settings = new Settings(instance);
    started = starts(instance);
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await instance?.stop();
  });

  /** Return the first snapshot that meets a condition. */
  async function until(
    what: string,
    is: (snapshot: Snapshot) => boolean,
    seconds = 180,
  ): Promise<Snapshot> {
    const deadline = Date.now() + seconds * 1000;
    let last: Snapshot | undefined;
    while (Date.now() < deadline) {
      last = await snapshotNow(instance.connection);
      if (last.phase === "ready" && is(last)) return last;
      await sleep(300);
    }
    throw new Error(`Timed out: ${what}; ${JSON.stringify(last?.areas)}`);
  }

  async function becomes(check: string, status: string, reason?: string): Promise<Snapshot> {
    return until(`${check} ${status} ${reason ?? ""}`, (snapshot) => {
      const [now, why] = outcome(snapshot, check);
      return now === status && (reason === undefined || why === reason);
    });
  }

  it("suggests the entities it found, and selects none", async () => {
    const form = await settings.open();
    assert.equal(form.type, "form");
    assert.deepEqual(
      form.data_schema.map(({ name, type }) => [name, type]),
      ["audience", "looking", "evidence"].map((name) => [name, "expandable"]),
    );
    const fields = form.data_schema.flatMap((section): Field[] => section.schema!);
    const offered = fields.find(({ name }) => name === "ban_entities");
    assert.deepEqual(offered?.description?.suggested_value, [FAIL2BAN]);
    assert.equal(form.description_placeholders.tools, "Fail2Ban");
    assert.equal(form.description_placeholders.ban_sensors, FAIL2BAN);
    await becomes("bans_disabled", "fail");
  });

  it("shows the form with a description of every option, and reports errors", async () => {
    const { page, context } = await UserPage.logIn(browser, instance, instance.people!.admin);
    await page.goto(`${instance.url}/config/integrations/integration/security_posture`);
    await page.getByRole("button", { name: "Configure" }).first().click();
    for (const words of [
      "Security Posture options",
      "Visibility",
      "Checks",
      "1 to 24 hours.",
      "External evidence",
      "Found: Fail2Ban.",
      `Found: ${FAIL2BAN}.`,
    ]) {
      await page.getByText(words).first().waitFor();
    }
    await settings.removeState(FAIL2BAN); // after it was suggested and before the form is submitted
    await page.getByRole("button", { name: "Submit" }).click();
    await page.getByText(`Entity ${FAIL2BAN} does not exist or is disabled`).waitFor();
    await settings.setState(FAIL2BAN, "None");
    await context.close();
  });

  it("counts bans by another system, as long as its entity is available", async () => {
    await settings.choose({ ban_entities: [FAIL2BAN] });
    await becomes("bans_disabled", "pass");
    await settings.setState(FAIL2BAN, "unavailable");
    await becomes("bans_disabled", "unknown", "not_loaded");
    await settings.removeState(FAIL2BAN);
    await becomes("bans_disabled", "unknown", "missing");
  });

  it("rejects an entity that does not exist", async () => {
    const refused = await settings.choose({ pulled_backup_entity: "sensor.nowhere" });
    assert.deepEqual(refused.errors, { evidence: "entity_missing" });
    assert.equal(refused.description_placeholders.entity, "sensor.nowhere");
  });

  it("counts a backup pulled by another machine, up to the maximum age", async () => {
    await becomes("backup_missing", "fail");
    await settings.setState(PULLED, new Date(Date.now() - 3 * DAY).toISOString());
    await settings.choose({ pulled_backup_entity: PULLED, max_backup_age: 14 });
    await becomes("backup_missing", "pass");
    await becomes("backup_overdue", "pass");
    await settings.choose({ pulled_backup_entity: PULLED, max_backup_age: 1 });
    await becomes("backup_missing", "fail");
    await settings.removeState(PULLED);
    await becomes("backup_missing", "fail"); // its last date is remembered
    await settings.choose({});
    await becomes("backup_missing", "fail");
  });

  it("uses the entity of the host's updates, until it is disabled", async () => {
    await settings.choose({ host_updates_entity: UPDATES });
    await becomes("host_updates_manual", "pass");
    const disable = { type: "config/entity_registry/update", entity_id: UPDATES };
    await instance.connection.sendMessagePromise({ ...disable, disabled_by: "user" });
    await becomes("host_updates_manual", "unknown", "missing");
    const refused = await settings.choose({ host_updates_entity: UPDATES });
    assert.deepEqual(refused.errors, { evidence: "entity_missing" });
    await instance.connection.sendMessagePromise({ ...disable, disabled_by: null });
  });

  it("derives the age at which a report is outdated from the check interval", async () => {
    await settings.choose({ scan_interval: 24 });
    await until("stale_after", ({ stale_after }) => stale_after === 2 * 24 * 3600 + 300);
    await settings.choose({ scan_interval: 1 });
    await until("stale_after", ({ stale_after }) => stale_after === 2 * 3600 + 300);
  });

  it("makes no TLS connection when that option is off", async () => {
    await becomes("certificate_expired", "pass");
    await settings.choose({ network_probe: false });
    const snapshot = await becomes("certificate_expired", "unknown", "switched_off");
    assert.deepEqual(areaState(snapshot, "encryption"), ["unknown", null]);
    assert.notEqual(snapshot.state, "good");
    assert.deepEqual(outcome(snapshot, "certificate_file_broken"), ["pass", undefined]);
    await settings.choose({});
    await becomes("certificate_expired", "pass");
  });

  it("scans no files when that option is off", async () => {
    await becomes("inline_secret", "pass");
    await settings.choose({ file_scan: false });
    const snapshot = await becomes("inline_secret", "unknown", "switched_off");
    assert.deepEqual(areaState(snapshot, "secrets"), ["unknown", null]);
    assert.ok(unknowns(snapshot).every(([, reason]) => reason === "switched_off"));
    assert.deepEqual(outcome(snapshot, "certificate_expired"), ["pass", undefined]);
    await settings.choose({});
    await becomes("inline_secret", "pass");
  });

  it("shows other users only what the option allows, at once", async () => {
    const tablet = await UserPage.logIn(browser, instance, instance.people!.tablet);
    await tablet.open();
    await tablet.waitForState("At risk");
    assert.equal((await tablet.tiles()).size, 8);
    await settings.choose({ viewer_detail: "overall" });
    await until("a report", () => true);
    await tablet.waitForState("At risk");
    assert.equal((await tablet.tiles()).size, 0);
    await settings.choose({ viewer_detail: "nothing" });
    await tablet.waitForState("Hidden");
    await tablet.close();
  });

  it("needs no restart, and causes no warning in the log", () => {
    assert.deepEqual([started, starts(instance)], [1, 1]);
    assert.deepEqual(complaints(instance.homeAssistant.log()), []);
  });
});

function areaState(snapshot: Snapshot, wanted: string): [string, unknown] | undefined {
  const areas = snapshot.areas as { id: string; state: string; value: unknown }[];
  const found = areas.find(({ id }) => id === wanted);
  return found && [found.state, found.value];
}

/** Return how often Home Assistant logged that it loads this custom integration. */
function starts({ homeAssistant }: Instance): number {
  return homeAssistant.log().split("We found a custom integration security_posture").length - 1;
}
