/** The scenario "bad": every problem is found, and details are shown to administrators only. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import type { Locator } from "playwright-core";
import { strFromU8, unzipSync } from "fflate";
import { VIEWS, YAML_DASHBOARD } from "../../../scripts/demo/dashboard.js";
import { SCENARIOS } from "../../../scripts/demo/scenarios.js";
import type { Snapshot } from "../../../scripts/demo/client.js";
import { findings } from "../findings.js";
import { useHome } from "../home.js";
import { complaints } from "../log.js";
import type { UserPage } from "../page.js";

/** The findings of the scenario, with their severity for an instance reachable from the internet. */
const EXPECTED = {
  admin_without_mfa: "high",
  aged_access_token: "medium",
  allowlist_too_broad: "low",
  backup_missing: "high",
  backup_unscheduled: "high",
  ban_hits_everyone: "high",
  ban_log_silenced: "low",
  bans_disabled: "high",
  certificate_expired: "critical",
  core_outdated: "high",
  cors_too_broad: "high",
  debugger_open: "medium",
  default_secret: "medium",
  framing_allowed: "medium",
  git_remote_credential: "high",
  guessable_webhook: "high",
  inline_secret: "high",
  insecure_provider: "low",
  lasting_session: "low",
  location_in_shared_config: "medium",
  passwordless_network: "critical",
  secret_in_public_folder: "critical",
  secrets_in_git: "critical",
  sign_in_attack: "high",
  templated_command: "high",
};

/** A name that the instance does not know. */
const OTTILIE = `- alias: Wake Ottilie
  trigger: []
  action:
    - service: notify.notify
      data:
        message: Good morning, Ottilie
    - service: script.turn_on
      data:
        title: Ottilie is awake
`;

describe("a home at risk", { timeout: 900_000 }, () => {
  const home = useHome(SCENARIOS.bad, "admin", "tablet");
  let admin: UserPage;
  let tablet: UserPage;
  let snapshot: Snapshot;

  before(async () => {
    ({ admin, tablet } = home);
    snapshot = await home.instance.snapshot();
  });

  it("finds every problem, and nothing else", () => {
    assert.deepEqual(findings(snapshot), EXPECTED);
    assert.equal(snapshot.state, "at_risk");
    assert.ok(snapshot.score !== null && snapshot.score <= 39);
  });

  /** Open an area, and a finding in it; return its row. */
  async function finding(area: string, id: string): Promise<Locator> {
    await admin.open();
    await admin.card.locator("button.tile", { hasText: area }).click();
    await admin.rest();
    const row = admin.card.locator(`.inside [data-check="${id}"]`);
    await row.locator("summary").click();
    return row;
  }

  it("shows the administrator what, why and what to do", async () => {
    const row = await finding("Bans", "bans_disabled");
    await admin.waitForState("At risk");
    await row.getByText("Why it matters.").waitFor();
    const text = await row.innerText();
    assert.match(text, /IP addresses are never banned/);
    assert.match(text, /passwords can be guessed/);
    assert.match(text, /What to do\. .*enable IP banning/);
    assert.match(await admin.text(), /15\sfailed logins from the internet/);
  });

  it("names addresses on request only", async () => {
    const attack = await finding("Bans", "sign_in_attack");
    const details = attack.getByRole("button", { name: "Show details" });
    await details.waitFor();
    assert.doesNotMatch(await admin.text(), /8\.8\.4\.4/);
    await details.click();
    await attack.getByText("8.8.4.4").waitFor();
  });

  it("is shown on a dashboard in YAML mode too", async () => {
    for (const visit of [admin, tablet]) {
      await visit.open(VIEWS.sections, YAML_DASHBOARD);
      await visit.waitForState("At risk");
    }
  });

  it("links to the settings page", async () => {
    const row = await finding("Backups", "backup_missing");
    await row.getByRole("link").first().click();
    await admin.page.waitForURL(/\/config\/backup/);
  });

  /** Open the review of a shareable copy. */
  async function review(): Promise<void> {
    await admin.open();
    await admin.card.getByRole("button", { name: "All checks" }).click();
    await admin.card.getByRole("button", { name: "shareable copy" }).click();
    await admin.card.getByRole("button", { name: "Create the copy" }).waitFor();
    await admin.rest();
  }

  /** Create the copy, and return its files. */
  async function copied(): Promise<Record<string, string>> {
    await admin.card.getByRole("button", { name: "Create the copy" }).click();
    const save = admin.card.getByRole("link", { name: "Download the copy" });
    await save.waitFor();
    await admin.rest();
    const [download] = await Promise.all([admin.page.waitForEvent("download"), save.click()]);
    const files = unzipSync(readFileSync(await download.path()));
    return Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, strFromU8(content)]),
    );
  }

  it("creates a shareable copy without any secret of the configuration", async () => {
    await review();
    const { config } = home.instance.homeAssistant;
    const written = ["configuration.yaml", "secrets.yaml"].map((name) =>
      readFileSync(join(config, name), "utf8"),
    );
    const secrets = [...written.join("\n").matchAll(/password: (\S+)/g)].map(([, value]) => value!);
    assert.ok(secrets.length > 2);
    const shown = await admin.text();
    assert.match(shown, /passwords\s+always\s+\d+\stimes?/);
    for (const secret of secrets) assert.ok(!shown.includes(secret));
    const files = await copied();
    assert.match(await admin.text(), /\d+\svalues replaced\. .*passwords \d/);
    assert.ok(files["configuration.yaml"] && files["secrets.yaml"] && files["replaced.csv"]);
    const copy = Object.values(files).join("\n");
    assert.match(copy, /password: password_\d/);
    for (const secret of [...secrets, "52.3731"]) assert.ok(!copy.includes(secret));
    assert.ok(
      !existsSync(join(config, "replaced.csv")),
      "nothing is written to the configuration directory",
    );
  });

  it("replaces a suggested name, also after the page was loaded again", async () => {
    const { config } = home.instance.homeAssistant;
    const file = join(config, "ottilie.yaml");
    writeFileSync(file, OTTILIE);
    try {
      await review();
      const suggestion = admin.card.getByRole("switch", { name: "Ottilie" });
      assert.equal(await suggestion.isChecked(), false);
      assert.match((await copied())["ottilie.yaml"] ?? "", /Ottilie/);
      await review();
      await suggestion.check();
      await admin.card.getByRole("button", { name: "Update the review" }).click();
      await admin.rest();
      await suggestion.waitFor();
      for (const open of [() => Promise.resolve(), () => review()]) {
        await open();
        assert.equal(await suggestion.isChecked(), true);
      }
      const copy = Object.values(await copied()).join("\n");
      assert.doesNotMatch(copy, /ottilie/i);
      assert.match(copy, /Good morning, person_\d+/);
      const stored = readFileSync(
        join(config, ".storage", "security_posture.copy_choices"),
        "utf8",
      );
      assert.doesNotMatch(stored, /ottilie/i);
      await review();
      await suggestion.uncheck();
      assert.match(Object.values(await copied()).join("\n"), /Ottilie/);
    } finally {
      rmSync(file);
    }
  });

  it("shows the wall tablet the state only, and rejects its commands", async () => {
    await tablet.open();
    await tablet.waitForState("At risk");
    const advice = "An administrator can see what to do.";
    const text = await tablet.text();
    assert.ok(text.includes(advice));
    assert.doesNotMatch(text.replace(advice, ""), /8\.8|1\.1\.1|127\.0|admin|trusted|password/i);
    assert.deepEqual(await tablet.ownControls(), []);
    for (const message of [
      { type: "security_posture/evidence", check_id: "sign_in_attack" },
      { type: "security_posture/recheck" },
      { type: "security_posture/share_safe" },
      { type: "security_posture/share_safe", review: true },
      { type: "security_posture/share_safe/choose", kind: "person", on: false },
    ]) {
      assert.equal(await tablet.ask(message), "unauthorized");
    }
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});
