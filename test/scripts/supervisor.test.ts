/** The stand-in for the Supervisor answers in the shapes that the published client parses. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { promisify } from "node:util";
import { MACHINES, type MachineName } from "../../scripts/demo/supervisor/machines.js";
import { Supervisor } from "../../scripts/demo/supervisor/server.js";
import { python } from "../../scripts/setup/environments.js";
import { ROOT } from "../../scripts/setup/paths.js";

const execute = promisify(execFile);
const READ_ALL = join(ROOT, "test", "scripts", "supervisor", "read_all.py");

interface Read {
  info: { features: string[] };
  apps: { slug: string; state: string; protected: boolean; privileged: string[] }[];
  mounts: { mounts: { name: string; type: string; state: string }[] };
  resolution: { unhealthy: string[]; issues: { type: string }[] };
  backups: { backups: { slug: string; location_attributes: object }[] };
}

describe("the stand-in Supervisor", { timeout: 300_000 }, () => {
  let supervisor: Supervisor;

  afterEach(() => supervisor.close());

  for (const name of Object.keys(MACHINES) as MachineName[]) {
    it(`describes the machine "${name}" to the client`, async () => {
      supervisor = await start(name);
      const { apps, mounts, issues, unhealthy, backups } = structuredClone(supervisor.machine);
      const read = await readAll();
      assert.deepEqual(pick(read.apps, "slug", "protected"), pick(apps, "slug", "protected"));
      assert.deepEqual(
        pick(read.mounts.mounts, "name", "type", "state"),
        pick(mounts, "name", "type", "state"),
      );
      assert.deepEqual(pick(read.resolution.issues, "type"), pick(issues, "type"));
      assert.deepEqual(read.resolution.unhealthy, unhealthy);
      assert.deepEqual(pick(read.backups.backups, "slug"), pick(backups, "slug"));
      assert.deepEqual(supervisor.unanswered, []);
    });
  }

  it("does not list what is on a mount that is down", async () => {
    supervisor = await start("neglected");
    const [newest] = (await readAll()).backups.backups;
    assert.deepEqual(Object.keys(newest!.location_attributes), ["usb"]);
  });

  it("can be newer than the client", async () => {
    supervisor = await start("typical");
    await supervisor.behave("newer");
    const { info, apps, mounts, resolution } = await readAll();
    assert.ok(info.features.includes("time_travel"));
    assert.equal(apps[0]?.state, "unknown");
    assert.ok(apps[0]?.privileged.includes("WARP"));
    assert.deepEqual(resolution.unhealthy, ["reason_of_tomorrow"]);
    assert.deepEqual(pick(resolution.issues, "type"), [["flux_capacitor_drift"]]);
    assert.deepEqual(pick(mounts.mounts, "name"), [["nas"]]);
  });

  it("cannot send a shape that the client does not parse", async () => {
    supervisor = await start("fresh");
    const edit = (path: string, data: object): object =>
      path === "/info" ? { ...data, state: "asleep" } : data;
    await supervisor.behave("ready", { edit });
    await assert.rejects(readAll(), /InvalidFieldValue/);
  });

  it("refuses a wrong token", async () => {
    supervisor = await start("fresh");
    await assert.rejects(readAll("wrong"), /SupervisorAuthenticationError/);
  });

  it("refuses connections while it is away, and returns to the same address", async () => {
    supervisor = await start("fresh");
    const { address } = supervisor;
    await supervisor.behave("away");
    await assert.rejects(readAll(), /SupervisorConnectionError/);
    await supervisor.behave("ready");
    assert.equal(supervisor.address, address);
    await readAll();
  });

  function start(name: MachineName): Promise<Supervisor> {
    return Supervisor.start(MACHINES[name]("1".repeat(32)), "");
  }

  /** Read everything with the client of the demo's Home Assistant. */
  async function readAll(token = supervisor.token): Promise<Read> {
    const interpreter = await python("homeassistant");
    const { stdout } = await execute(interpreter, [READ_ALL, supervisor.address, token]);
    return JSON.parse(stdout) as Read;
  }
});

function pick<T extends object>(rows: T[], ...names: (keyof T)[]): unknown[][] {
  return rows.map((row) => names.map((name) => row[name]));
}
