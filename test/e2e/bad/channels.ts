/** Repairs, system health, diagnostics and registries: what they say, to whom, and when it ends. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { oneTimeCode } from "../../../scripts/demo/accounts.js";
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

/** One weakness, which can be put right without a restart. */
const ONE_WEAKNESS: Scenario = { ...SCENARIOS.good, mfa: false };

describe("a home at risk, asked in every other way", { timeout: 900_000 }, () => {
  const home = visited(SCENARIOS.bad);

  it("has one entry in the repairs list, the same for both people", async () => {
    const snapshot = await home.instance.snapshot();
    const count = Object.values(findings(snapshot)).length;
    for (const person of [home.admin, home.tablet]) {
      const [issue, ...others] = await ourIssues(person);
      assert.deepEqual(others, []);
      assert.ok(issue);
      assert.equal(issue.severity, "critical");
      assert.equal(issue.is_fixable, false);
      assert.equal(issue.translation_key, "findings_other");
      assert.deepEqual(Object.keys(issue.translation_placeholders), ["count"]);
      assert.ok(Number(issue.translation_placeholders.count) >= count);
      const behind = await person.answer({
        type: "repairs/get_issue_data",
        domain: issue.domain,
        issue_id: issue.issue_id,
      });
      assert.deepEqual(behind, { issue_data: null });
    }
  });

  it("stays at risk when a viewer ignores the entry", async () => {
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

  it("tells everybody in the system health whether it looks, and no more", async () => {
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
      assertSilent(home, "system health", JSON.stringify(info));
    }
  });

  it("gives the administrator diagnostics that can be posted in public", async () => {
    const { status, text } = await home.admin.download(await diagnosticsPath(home.admin));
    assert.equal(status, 200);
    assertSilent(home, "diagnostics", text);
    const { data, issues } = JSON.parse(text) as Diagnostics;
    assert.deepEqual([data.phase, data.report.state], ["ready", "at_risk"]);
    assert.ok(data.report.checks.fail > 20);
    assert.equal(data.sources.auth?.status, "ok");
    assert.match(data.sources.auth?.took ?? "", /^under/);
    assert.deepEqual(
      issues.map(({ issue_id: id }) => id),
      ["findings"],
    );
    // A check's name in public would say what is wrong with this home.
    for (const id of Object.keys(findings(await home.instance.snapshot()))) {
      assert.ok(!text.includes(id), id);
    }
  });

  it("names nothing in the states and the registries", async () => {
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
      assertSilent(home, command, ours);
    }
  });

  it("gives the wall tablet no diagnostics", async () => {
    const path = await diagnosticsPath(home.tablet);
    assert.equal((await home.tablet.download(path)).status, 401);
  });

  it("leaves Home Assistant's log clean", () => {
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});

describe("a home with one weakness", { timeout: 900_000 }, () => {
  const home = visited(ONE_WEAKNESS);

  it("says so in words on the page of repairs", async () => {
    assert.deepEqual(findings(await home.instance.snapshot()), { admin_without_mfa: "low" });
    const [issue] = await ourIssues(home.admin);
    assert.deepEqual([issue?.severity, issue?.translation_key], ["warning", "findings_one"]);
    await home.admin.page.goto(`${home.instance.url}/config/repairs`);
    await home.admin.page.getByText("1 finding needs attention").first().click();
    await home.admin.page.getByText("Security Posture found a problem.").waitFor();
  });

  it("has no entry any more once it is put right", async () => {
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

  it("leaves Home Assistant's log clean", () => {
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

/** Use a home with both people logged in, each with the card open. */
function visited(scenario: Scenario): Home {
  const home = useHome(scenario, "admin", "tablet");
  before(async () => {
    await home.admin.open();
    await home.tablet.open();
  });
  return home;
}

/** Assert that nothing planted in the home is in what a channel gives away. */
function assertSilent({ instance, scenario }: Home, channel: string, said: string): void {
  const { people, homeAssistant } = instance;
  assert.ok(people);
  const planted = [
    ...[...scenario.attackers, scenario.bannedProxy, scenario.sessionFrom],
    ...scenario.trustedNetworks.map(({ network }) => network),
    ...[people.admin, people.tablet].flatMap(({ id, name, password }) => [id, name, password]),
    ...["Old script", "Front door", "front_door", "git.example.org", "52.3731", "secrets.yaml"],
    ...secretsOf(homeAssistant.config),
  ].filter((each) => each !== null);
  assert.ok(planted.length > 10);
  for (const each of planted) assert.ok(!said.includes(each), `${channel} names ${each}`);
}

function secretsOf(config: string): string[] {
  const text = readFileSync(join(config, "configuration.yaml"), "utf8");
  return [...text.matchAll(/password: (\S+)/g)].map(([, value]) => value!);
}
