/** Two homes, monitored with Prometheus as described in docs/fleet. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { TemporaryFolder } from "../../scripts/demo/temporary-folder.js";
import { runOrThrow } from "../../scripts/setup/command.js";
import { FLEET } from "../../scripts/setup/paths.js";
import { findPrometheus } from "../../scripts/setup/prometheus.js";
import { complaints } from "./log.js";
import { NAME, makeMonitoringAccount, type MonitoringAccount } from "./monitoring-account.js";
import { Prometheus, writeConfiguration, type Alert, type Home } from "./prometheus.js";

const programs = await findPrometheus();
const skip = typeof programs === "string" ? programs : false;

/** All labels of the exported series, including those that Prometheus adds. */
const LABELS = ["__name__", "entity", "home", "instance", "job"];
const PLACES = { harbour: "harbour.example.org:443", mill: "mill.example.org:8123" } as const;

/** Entities that are disabled by default. */
const DISABLED = /security_posture_(banned|failed_sign_ins)"/;

describe("a fleet of two homes", { timeout: 900_000, skip }, () => {
  const temporary = new TemporaryFolder();
  const instances: Instance[] = [];
  const accounts: MonitoringAccount[] = [];
  let prometheus: Prometheus;

  const deadline = (): Deadline => new Deadline(180, new AbortController().signal);

  /** Return the values of a query, by home. */
  async function byHome(expression: string): Promise<Record<string, number>> {
    const samples = await prometheus.query(expression);
    return Object.fromEntries(
      samples.map(({ metric, value }) => [metric.home ?? "", Number(value[1])]),
    );
  }

  /** Wait until a query has these values. */
  async function becomes(expression: string, wanted: Record<string, number>): Promise<void> {
    let seen: unknown;
    const missing = `${expression} was not ${JSON.stringify(wanted)}`;
    await deadline()
      .waitUntil(missing, async () => {
        seen = await byHome(expression);
        return JSON.stringify(sorted(seen as object)) === JSON.stringify(wanted) || undefined;
      })
      .catch((error: unknown) => {
        throw new Error(`${String(error)} It was ${JSON.stringify(seen)}`);
      });
  }

  /** Wait until these alerts, and no others, are pending or firing. */
  async function alertsBecome(wanted: string[][]): Promise<void> {
    let seen: string;
    const matches = async (): Promise<true | undefined> => {
      seen = JSON.stringify((await prometheus.alerts()).map(nameAndHome).sort());
      return seen === JSON.stringify(wanted) || undefined;
    };
    await deadline()
      .waitUntil(`the alerts were not ${JSON.stringify(wanted)}`, matches)
      .catch((error: unknown) => {
        throw new Error(`${String(error)} They were ${seen}`);
      });
  }

  async function startHome(name: Home["name"]): Promise<Home> {
    const port = await freePort();
    const scenario = { ...SCENARIOS.good, prometheus: true };
    const instance = await Instance.start({ port, scenario, config: null });
    instances.push(instance);
    temporary.onCleanUp(() => instance.stop());
    const authority = join(dirname(instance.homeAssistant.config), "tls", "authority.pem");
    const account = await makeMonitoringAccount(instance, authority);
    accounts.push(account);
    temporary.onCleanUp(() => account.connection.close());
    const target = `localhost:${port}`;
    return { name, shipped: PLACES[name], target, token: account.token, authority };
  }

  before(async () => {
    assert.ok(typeof programs !== "string");
    const homes = [await startHome("harbour"), await startHome("mill")];
    // Checked again, because users were added.
    for (const instance of instances) assert.equal((await instance.snapshot()).state, "good");
    writeConfiguration(temporary.path, homes);
    prometheus = await Prometheus.start(programs, temporary.path, deadline());
    temporary.onCleanUp(() => prometheus.stop());
  });

  after(() => temporary.cleanUp({ keep: false }));

  it("has valid rules that pass their tests", async () => {
    assert.ok(typeof programs !== "string");
    const check = (...args: string[]): Promise<string> =>
      runOrThrow(`promtool ${args.slice(0, 2).join(" ")}`, programs.promtool, args);
    await check("check", "rules", join(FLEET, "security-posture.rules.yml"));
    await check("test", "rules", join(FLEET, "security-posture.rules.test.yml"));
  });

  it("reads both homes with a read-only user", async () => {
    await becomes('up{job=~"security-posture-.+"}', { harbour: 1, mill: 1 });
    await becomes("security_posture:state", { harbour: 0, mill: 0 });
    await becomes('homeassistant_sensor_state{entity="sensor.security_posture_score"}', {
      harbour: 100,
      mill: 100,
    });
    // A home that responded slowly once may still count as unreachable.
    await alertsBecome([]);
    const pressed = accounts[0]?.connection.sendMessagePromise({
      type: "call_service",
      domain: "button",
      service: "press",
      target: { entity_id: "button.security_posture_check_now" },
    });
    await assert.rejects(pressed ?? Promise.resolve(), { message: "Unauthorized" });
  });

  it("exports figures only", async () => {
    const series = await prometheus.series('{home!="", __name__=~"homeassistant_.*|python_.*"}');
    const entities = new Set(series.map(({ entity }) => entity));
    // The state, the score, four counts, three figures, and a light for each of the eight areas.
    assert.equal(entities.size, 17);
    for (const labels of series) {
      assert.deepEqual(
        Object.keys(labels).filter((name) => !LABELS.includes(name)),
        [],
      );
      assert.match(labels.entity ?? "", /^(binary_)?sensor\.security_posture_[a-z_]+$/);
    }
    const text = JSON.stringify(series);
    const people = instances.flatMap(({ people: both }) => [both?.admin.name, both?.tablet.name]);
    for (const name of [NAME, ...people]) assert.ok(!text.includes(name ?? "?"), name);
  });

  it("has data for every query of the dashboard", async () => {
    const all = dashboardQueries();
    const queries = all.filter((query) => !DISABLED.test(query));
    assert.ok(all.length >= 20);
    // Two columns are empty because their entities are disabled; the queries must still be valid.
    assert.equal(all.length - queries.length, 2);
    for (const query of all) await prometheus.query(query);
    for (const query of queries) {
      const samples = await prometheus.query(query);
      assert.ok(samples.length > 0, query);
      const homes = samples.flatMap(({ metric }) => metric.home ?? []);
      if (homes.length) assert.deepEqual([...new Set(homes)].sort(), ["harbour", "mill"], query);
    }
  });

  it("fires when a home becomes at risk, for that home only", async (test) => {
    const [, mill] = instances;
    // Let people log in from the internet without encryption.
    await mill?.connection.sendMessagePromise({
      type: "config/core/update",
      external_url: "http://home.example.org:8123",
    });
    assert.equal((await mill?.snapshot())?.state, "at_risk");
    await becomes("security_posture:state", { harbour: 0, mill: 2 });
    const firing = await deadline().waitUntil("no alert fired", async () => {
      const alerts = (await prometheus.alerts()).filter(({ state }) => state === "firing");
      return alerts.length ? alerts : undefined;
    });
    assert.deepEqual(firing.map(nameAndHome), [["SecurityPostureAtRisk", "mill"]]);
    test.diagnostic(JSON.stringify(firing));
  });

  it("keeps the alert active while the home is unreachable", async () => {
    const [, mill] = instances;
    mill?.connection.close();
    await mill?.homeAssistant.stop();
    await becomes("security_posture:state", { harbour: 0, mill: 4 });
    await alertsBecome([
      ["SecurityPostureAtRisk", "mill"],
      ["SecurityPostureNotReached", "mill"],
    ]);
  });

  it("causes no warning in the logs", () => {
    for (const { homeAssistant } of instances)
      assert.deepEqual(complaints(homeAssistant.log()), []);
  });
});

function nameAndHome({ labels }: Alert): (string | undefined)[] {
  return [labels.alertname, labels.home];
}

function sorted(values: object): object {
  return Object.fromEntries(Object.entries(values).sort());
}

/** Return the expressions of the dashboard's panels, for all homes. */
function dashboardQueries(): string[] {
  const dashboard = JSON.parse(readFileSync(join(FLEET, "grafana-dashboard.json"), "utf8")) as {
    panels: { targets: { expr: string }[] }[];
  };
  return dashboard.panels.flatMap(({ targets }) =>
    targets.map(({ expr }) => expr.replaceAll("$home", ".*")),
  );
}
