/** Repairs, system health, diagnostics and registries: their content, per user, and its removal. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { oneTimeCode } from "../../../scripts/demo/accounts.js";
import { DASHBOARD } from "../../../scripts/demo/dashboard.js";
import { SCENARIOS, type Scenario } from "../../../scripts/demo/scenarios.js";
import { findings } from "../findings.js";
import { useHome, type Home } from "../home.js";
import { complaints } from "../log.js";
import type { UserPage } from "../page.js";

interface Issue {
  domain: string;
  issue_id: string;
  severity: string;
  ignored: boolean;
  is_fixable: boolean;
  learn_more_url: string | null;
  translation_key: string;
  translation_placeholders: Record<string, string>;
}

interface Health {
  data: Record<string, { info: Record<string, unknown> }>;
}

interface Diagnostics {
  data: {
    phase: string;
    report: { state: string; open: Record<string, number>; checks: { fail: number } };
    sources: Record<string, { status: string; took: string | null }>;
  };
  issues: { issue_id: string }[];
}

/** One finding, which can be fixed without a restart. */
// Reachable from the internet, so that the finding is more than a minor one.
const ONE_FINDING: Scenario = { ...SCENARIOS.good, mfa: false, sessionFrom: "9.9.9.9" };

/** The first view with the card, as texts name it that all users can read. */
const CARD_PATH = `/${DASHBOARD}`;

describe("a home at risk, outside the card", { timeout: 900_000 }, () => {
  const home = openHome(SCENARIOS.bad);

  it("has one repair issue, the same for both users", async () => {
    const snapshot = await home.instance.snapshot();
    // Findings of low severity need no attention.
    const severities = Object.values(findings(snapshot));
    const count = severities.filter((severity) => severity !== "low").length;
    for (const person of [home.admin, home.tablet]) {
      const [issue, ...others] = await ourIssues(person);
      assert.deepEqual(others, []);
      assert.ok(issue);
      assert.equal(issue.severity, "critical");
      assert.equal(issue.is_fixable, false);
      assert.equal(issue.translation_key, "findings_linked_other");
      assert.deepEqual(Object.keys(issue.translation_placeholders), ["count", "path"]);
      assert.equal(issue.translation_placeholders.path, CARD_PATH);
      assert.ok(Number(issue.translation_placeholders.count) >= count);
      const behind = await person.answer({
        type: "repairs/get_issue_data",
        domain: issue.domain,
        issue_id: issue.issue_id,
      });
      assert.deepEqual(behind, { issue_data: null });
    }
  });

  it("stays at risk when a viewer ignores the issue", async () => {
    const [issue] = await ourIssues(home.tablet);
    await home.tablet.answer({
      type: "repairs/ignore_issue",
      domain: issue!.domain,
      issue_id: issue!.issue_id,
      ignore: true,
    });
    assert.equal((await home.instance.snapshot()).state, "at_risk");
    assert.deepEqual(
      (await ourIssues(home.admin)).map(({ ignored }) => ignored),
      [true],
    );
  });

  it("shows in system health only whether the checks run", async () => {
    for (const person of [home.admin, home.tablet]) {
      const { data } = await person.firstEvent<Health>({ type: "system_health/info" });
      const info = data.security_posture?.info;
      assert.ok(info);
      assert.deepEqual(Object.keys(info).sort(), [
        "is_current",
        "last_complete_run",
        "phase",
        "ruleset",
        "version",
      ]);
      assert.deepEqual([info.phase, info.is_current], ["ready", true]);
      assertNoPrivateData(home, "system health", JSON.stringify(info));
    }
  });

  it("provides diagnostics without private data", async () => {
    const { status, text } = await home.admin.download(await diagnosticsPath(home.admin));
    assert.equal(status, 200);
    assertNoPrivateData(home, "diagnostics", text);
    const { data, issues } = JSON.parse(text) as Diagnostics;
    assert.deepEqual([data.phase, data.report.state], ["ready", "at_risk"]);
    assert.ok(data.report.checks.fail > 20);
    assert.equal(data.sources.auth?.status, "ok");
    assert.match(data.sources.auth?.took ?? "", /^under/);
    assert.deepEqual(
      issues.map(({ issue_id: id }) => id),
      ["findings"],
    );
    // Published diagnostics must not reveal which checks fail.
    for (const id of Object.keys(findings(await home.instance.snapshot()))) {
      assert.ok(!text.includes(id), id);
    }
  });

  it("shows no private data in states and registries", async () => {
    for (const command of [
      "get_states",
      "config/entity_registry/list",
      "config/device_registry/list",
      "config_entries/get",
    ]) {
      const rows = await home.tablet.answer<object[]>({ type: command });
      const ours = JSON.stringify(
        rows.filter((row) => /security_posture/.test(JSON.stringify(row))),
      );
      assert.match(ours, /security_posture/);
      assertNoPrivateData(home, command, ours);
    }
  });

  it("refuses diagnostics to the wall tablet", async () => {
    const path = await diagnosticsPath(home.tablet);
    assert.equal((await home.tablet.download(path)).status, 401);
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});

describe("a home with one finding", { timeout: 900_000 }, () => {
  const home = openHome(ONE_FINDING);

  it("shows it on the repairs page", async () => {
    assert.deepEqual(findings(await home.instance.snapshot()), {
      admin_without_mfa: "high",
      backup_deletable: "info",
    });
    const [issue] = await ourIssues(home.admin);
    assert.deepEqual([issue?.severity, issue?.translation_key], ["error", "findings_linked_one"]);
    await home.admin.page.goto(`${home.instance.url}/config/repairs`);
    await home.admin.page.getByText("1 finding needs attention").first().click();
    await home.admin.page.getByText("Security Posture found a problem.").waitFor();
    await home.admin.page.getByRole("link", { name: "its card" }).click();
    await home.admin.page.waitForURL((url) => url.pathname.startsWith(CARD_PATH));
    await home.admin.waitForState("At risk");
  });

  it("removes the issue when the finding is fixed", async () => {
    const { connection } = home.instance;
    const form = await connection.sendMessagePromise<{
      flow_id: string;
      description_placeholders: { code: string };
    }>({ type: "auth/setup_mfa", mfa_module_id: "totp" });
    const done = await connection.sendMessagePromise<{ type: string }>({
      type: "auth/setup_mfa",
      flow_id: form.flow_id,
      user_input: { code: oneTimeCode(form.description_placeholders.code) },
    });
    assert.equal(done.type, "create_entry");
    assert.equal((await home.instance.snapshot()).state, "good");
    assert.deepEqual(await ourIssues(home.tablet), []);
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});

async function ourIssues(person: UserPage): Promise<Issue[]> {
  const { issues } = await person.answer<{ issues: Issue[] }>({ type: "repairs/list_issues" });
  return issues.filter(({ domain }) => domain === "security_posture");
}

async function diagnosticsPath(person: UserPage): Promise<string> {
  const [entry] = await person.answer<{ entry_id: string }[]>({
    type: "config_entries/get",
    domain: "security_posture",
  });
  assert.ok(entry);
  return `/api/diagnostics/config_entry/${entry.entry_id}`;
}

/** Use an instance with both users logged in and the card open. */
function openHome(scenario: Scenario): Home {
  const home = useHome(scenario, "admin", "tablet");
  before(async () => {
    await home.admin.open();
    await home.tablet.open();
  });
  return home;
}

/** Assert that the text of a channel contains no private data of the instance. */
function assertNoPrivateData({ instance, scenario }: Home, channel: string, text: string): void {
  const { people, homeAssistant } = instance;
  assert.ok(people);
  const privateData = [
    ...[...scenario.attackers, scenario.bannedProxy, scenario.sessionFrom],
    ...scenario.trustedNetworks.map(({ network }) => network),
    ...[people.admin, people.tablet].flatMap(({ id, name, password }) => [id, name, password]),
    ...["Old script", "Front door", "front_door", "git.example.org", "52.3731", "secrets.yaml"],
    ...secretsOf(homeAssistant.config),
  ].filter((each) => each !== null);
  assert.ok(privateData.length > 10);
  for (const each of privateData) assert.ok(!text.includes(each), `${channel} contains ${each}`);
}

function secretsOf(config: string): string[] {
  const text = readFileSync(join(config, "configuration.yaml"), "utf8");
  return [...text.matchAll(/password: (\S+)/g)].map(([, value]) => value!);
}
