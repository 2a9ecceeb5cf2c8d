/** Configurations that are easily misjudged, on a real Home Assistant behind a real proxy. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import type { Snapshot } from "../../scripts/demo/client.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { findings, outcome } from "./findings.js";
import { complaints } from "./log.js";
import { UserPage, openBrowser } from "./page.js";

describe("a home that is easily misjudged", { timeout: 900_000 }, () => {
  let instance: Instance;
  let browser: Browser;
  let snapshot: Snapshot;

  before(async () => {
    const port = await freePort();
    instance = await Instance.start({ port, scenario: SCENARIOS.tricky, config: null });
    snapshot = await instance.snapshot();
    browser = await openBrowser();
  });

  after(async () => {
    await browser?.close();
    await instance?.stop();
  });

  it("has the findings of its scenario, and no others", () => {
    assert.deepEqual(findings(snapshot), {
      backup_deletable: "medium",
      backup_failing: "medium",
      ban_hits_everyone: "high",
      certificate_served_stale: "medium",
      http_yaml_ignored: "low",
    });
  });

  it("checks the TLS of the proxy", () => {
    assert.deepEqual(outcome(snapshot, "plain_http_local"), ["not_applicable", "behind_proxy"]);
    assert.deepEqual(outcome(snapshot, "plain_http_external"), ["pass", undefined]);
    assert.deepEqual(outcome(snapshot, "certificate_untrusted"), ["pass", undefined]);
    assert.deepEqual(outcome(snapshot, "certificate_file_broken"), [
      "not_applicable",
      "not_configured",
    ]);
  });

  it("accepts a single trusted proxy", () => {
    assert.deepEqual(outcome(snapshot, "trusted_proxy_too_broad"), ["pass", undefined]);
  });

  it("ignores a disabled administrator", () => {
    assert.deepEqual(outcome(snapshot, "admin_without_mfa"), ["pass", undefined]);
    assert.deepEqual(outcome(snapshot, "dormant_account"), ["pass", undefined]);
  });

  it("accepts a trusted network that is limited to the wall tablet", () => {
    assert.deepEqual(outcome(snapshot, "passwordless_network"), ["pass", undefined]);
  });

  it("counts the backup that reached an external location", () => {
    for (const id of ["backup_only_here", "backup_missing", "backup_overdue"]) {
      assert.deepEqual(outcome(snapshot, id), ["pass", undefined], id);
    }
  });

  it("reads the effective settings, not the ignored YAML", async () => {
    const rows = snapshot.checks as { id: string; params: { n?: number } }[];
    assert.equal(rows.find(({ id }) => id === "bans_disabled")?.params.n, 5);
  });

  it("shows the card through the proxy", async () => {
    assert.ok(instance.people);
    const admin = await UserPage.logIn(browser, instance, instance.people.admin);
    await admin.open();
    await admin.waitForState("At risk");
    assert.deepEqual(
      admin.errors.filter((line) => /security.posture/i.test(line)),
      [],
    );
  });

  it("distinguishes clients behind the proxy", async () => {
    assert.deepEqual(outcome(await instance.snapshot(), "clients_indistinguishable"), [
      "pass",
      undefined,
    ]);
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(instance.homeAssistant.log()), []);
  });
});
