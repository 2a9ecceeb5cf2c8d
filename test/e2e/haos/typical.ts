/** A Home Assistant OS with the usual apps, and a Supervisor that is not always well. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { haos } from "../../../scripts/demo/scenarios.js";
import { snapshotNow, type Snapshot } from "../../../scripts/demo/client.js";
import type { Behaviour, BehaviourName } from "../../../scripts/demo/supervisor/behaviours.js";
import { findings, outcome, unknowns } from "../findings.js";
import { useHome } from "../home.js";
import { complaints } from "../log.js";
import { ask, check, eventually, restart, supervisorOf } from "./supervisor.js";

/**
 * Samba shares files with the network, nobody has set up a certificate, and Home Assistant can
 * delete the backups on the network storage.
 */
const USUAL = { app_port_open: "low", backup_deletable: "medium", plain_http_local: "low" };

interface Trouble {
  name: string;
  behaviour: BehaviourName;
  changes?: Partial<Behaviour>;
  reasons: string[];
}

const TROUBLES: Trouble[] = [
  {
    name: "answers too late",
    behaviour: "slow",
    // Longer than Home Assistant's own client waits.
    changes: { delay: 11_000 },
    reasons: ["timeout"],
  },
  { name: "refuses connections", behaviour: "away", reasons: ["refused"] },
  {
    name: "refuses the token",
    behaviour: "ready",
    changes: { fault: () => ({ status: 401, json: false, body: "401: Unauthorized" }) },
    reasons: ["permission"],
  },
  {
    name: "is half-way through its start",
    behaviour: "half-way",
    reasons: ["refused", "timeout", "starting", "not_loaded"],
  },
];

describe("a typical Home Assistant OS", { timeout: 900_000 }, () => {
  const home = useHome(haos("typical"));
  const look = (): Promise<Snapshot> => check(home);

  it("has the usual findings, and no others", async () => {
    const snapshot = await look();
    assert.deepEqual(findings(snapshot), USUAL);
    assert.deepEqual(unknowns(snapshot), []);
    assert.equal(snapshot.state, "attention");
  });

  it("counts the backup on the network storage", async () => {
    const snapshot = await look();
    for (const id of ["backup_missing", "backup_overdue", "backup_failing", "backup_only_here"]) {
      assert.deepEqual(outcome(snapshot, id), ["pass", undefined], id);
    }
  });

  it("alleges nothing while the network storage sleeps", async () => {
    const [nas] = supervisorOf(home).machine.mounts;
    assert.ok(nas);
    nas.state = "failed";
    const snapshot = await look();
    assert.deepEqual(findings(snapshot), USUAL);
    for (const [id, reason] of unknowns(snapshot)) {
      assert.deepEqual([id.startsWith("backup_"), reason], [true, "refused"], id);
    }
    assert.notEqual(outcome(snapshot, "backup_missing")[0], "unknown");
    nas.state = "active";
    const awake = await look();
    assert.deepEqual([findings(awake), unknowns(awake)], [USUAL, []]);
  });

  it("sees what is changed on the page of an app", async () => {
    await ask(home.instance, "/addons/core_mosquitto/security", { protected: false });
    await ask(home.instance, "/addons/core_ssh/options", { network: { "22/tcp": 22 } });
    const snapshot = await look();
    assert.equal(findings(snapshot).app_unprotected, "low");
    const { params } = row(snapshot, "app_port_open");
    assert.deepEqual(params, { n: 2 });
    await ask(home.instance, "/addons/core_mosquitto/security", { protected: true });
    await ask(home.instance, "/addons/core_ssh/options", { network: { "22/tcp": null } });
    assert.deepEqual(findings(await look()), USUAL);
  });

  it("sees that an app stops", async () => {
    await ask(home.instance, "/addons/core_samba/stop", {});
    await eventually("the stopped app counts", async () =>
      outcome(await look(), "app_port_open")[0] === "pass" ? true : undefined,
    );
    await ask(home.instance, "/addons/core_samba/start", {});
    await eventually("the started app does not count", async () =>
      findings(await look()).app_port_open ? true : undefined,
    );
  });

  for (const { name, behaviour, changes, reasons } of TROUBLES) {
    it(`says why it knows less while the Supervisor ${name}, and no more than that`, async () => {
      await supervisorOf(home).behave(behaviour, changes);
      const snapshot = await look();
      for (const [id, reason] of unknowns(snapshot)) {
        assert.ok(reasons.includes(reason ?? ""), `${id}: ${reason}`);
      }
      // Nothing new is alleged.
      assert.deepEqual(Object.keys({ ...USUAL, ...findings(snapshot) }), Object.keys(USUAL));
      await supervisorOf(home).behave("ready");
      const after = await look();
      assert.deepEqual([findings(after), unknowns(after)], [USUAL, []]);
    });
  }

  it("understands a Supervisor that is newer than Home Assistant", async () => {
    const supervisor = supervisorOf(home);
    await supervisor.behave("newer");
    await supervisor.send({ event: "store_reloaded" });
    await supervisor.send({
      event: "supervisor_update",
      update_key: "supervisor",
      data: { startup: "complete" },
    });
    const snapshot = await eventually("the new reason is not seen", async () => {
      const now = await look();
      return findings(now).supervisor_unhealthy ? now : undefined;
    });
    assert.deepEqual(findings(snapshot), { ...USUAL, supervisor_unhealthy: "medium" });
    assert.deepEqual(unknowns(snapshot), []);
    await supervisor.behave("ready");
    await supervisor.send({
      event: "health_changed",
      data: { healthy: true, unhealthy_reasons: [] },
    });
    assert.deepEqual(findings(await look()), USUAL);
  });

  it("recovers by itself when the Supervisor comes after Home Assistant", async () => {
    const supervisor = supervisorOf(home);
    await supervisor.behave("away");
    await restart(home.instance);
    const snapshot = await look();
    // Whether it is a Home Assistant OS is not known either.
    assert.deepEqual(outcome(snapshot, "container_privileged"), ["unknown", "starting"]);
    const reasons = unknownsOfSupervisor(snapshot);
    for (const [id, reason] of reasons) {
      assert.ok(["starting", "not_loaded"].includes(reason ?? ""), `${id}: ${reason}`);
    }
    // Home Assistant warns when somebody asks for what the Supervisor has not told it.
    const before = home.instance.homeAssistant.log();
    await look();
    const more = home.instance.homeAssistant.log().slice(before.length);
    assert.doesNotMatch(more, /WARNING .*Supervisor/);
    await supervisor.behave("ready");
    await eventually("the checks did not recover", async () => {
      const now = await snapshotNow(home.instance.connection);
      return unknownsOfSupervisor(now).length ? undefined : now;
    });
    assert.deepEqual(findings(await look()), USUAL);
  });

  it("needs no answer that the stand-in does not have, and no warning in the log", () => {
    assert.deepEqual(supervisorOf(home).unanswered, []);
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});

/** Home Assistant itself registers the locations for backups only at its start. */
function unknownsOfSupervisor(snapshot: Snapshot): [string, string | undefined][] {
  return unknowns(snapshot).filter(([id]) => !id.startsWith("backup_"));
}

function row(snapshot: Snapshot, check: string): { params?: object } {
  return (
    (snapshot.checks as { id: string; params?: object }[]).find(({ id }) => id === check) ?? {}
  );
}
