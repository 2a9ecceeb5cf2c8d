/** An accepted risk on a real Home Assistant: accepted, kept across a restart, and reopened. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Connection } from "home-assistant-js-websocket";
import { bearer } from "../../../scripts/demo/accounts.js";
import {
  connect,
  readySnapshot,
  snapshotNow,
  type Snapshot,
} from "../../../scripts/demo/client.js";
import type { Instance } from "../../../scripts/demo/instance.js";
import { Deadline } from "../../../scripts/demo/deadline.js";
import { SCENARIOS } from "../../../scripts/demo/scenarios.js";
import { useHome } from "../home.js";
import { complaints } from "../log.js";

const CHECK = "passwordless_network";
const REASON = "The tablet in the hall, on its own network";

interface Accepted {
  reason: string;
  until: string;
  by_you: boolean;
}

interface Row {
  id: string;
  status: string;
  gain?: number;
  accepted?: Accepted;
}

describe("a home with an accepted risk", { timeout: 900_000 }, () => {
  const home = useHome(SCENARIOS.mixed);
  let instance: Instance;
  let connection: Connection;
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

  before(() => {
    ({ instance } = home);
    ({ connection } = instance);
  });

  after(() => connection?.close());

  it("is accepted at once, with a reason and an end date", async () => {
    const open = await instance.snapshot();
    assert.deepEqual([open.state, counts(open).medium, counts(open).accepted], ["attention", 1, 0]);
    assert.ok((row(open).gain ?? 0) > 0);
    assert.equal(await ask({ type: "security_posture/accept_risk", reason: REASON, until }), null);
    const taken = await snapshotNow(connection);
    assert.deepEqual([counts(taken).medium, counts(taken).accepted], [0, 1]);
    assert.equal(taken.checked_at, open.checked_at, "no check was run for it");
    assert.equal(row(taken).status, "fail");
    const { accepted } = row(taken);
    assert.ok(accepted);
    assert.deepEqual([accepted.reason, accepted.by_you], [REASON, true]);
    assert.equal(new Date(accepted.until).toLocaleDateString("sv"), until);
    assert.ok((taken.score ?? 0) >= (open.score ?? 0));
  });

  it("shows who accepted it, and rejects a second acceptance", async () => {
    const { rows } = (await ask({ type: "security_posture/accepted_risks" }, false)) as {
      rows: { check_id: string; by: string | null }[];
    };
    assert.deepEqual(
      rows.map(({ check_id, by }) => [check_id, by]),
      [[CHECK, "Administrator"]],
    );
    await assert.rejects(
      ask({ type: "security_posture/accept_risk", reason: REASON, until }),
      (error: { code: string }) => error.code === "not_found",
    );
  });

  it("is stored readable for Home Assistant only, without names", () => {
    const path = join(instance.homeAssistant.config, ".storage", "security_posture.accepted_risks");
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const kept = readFileSync(path, "utf8");
    assert.ok(kept.includes(REASON));
    for (const hidden of [CHECK, "192.168.77", "tablet", instance.people?.admin.id ?? ""]) {
      assert.ok(hidden && !kept.replaceAll(REASON, "").includes(hidden), hidden);
    }
  });

  it("is still accepted after a restart", async () => {
    await instance.homeAssistant.restart();
    const deadline = new Deadline(180, new AbortController().signal);
    assert.ok(instance.people);
    const token = bearer(instance.people.token);
    connection = await connect(instance.homeAssistant, instance.url, token, deadline);
    const snapshot = await readySnapshot(connection, deadline);
    assert.deepEqual([counts(snapshot).accepted, row(snapshot).accepted?.reason], [1, REASON]);
  });

  it("can be reopened", async () => {
    assert.equal(await ask({ type: "security_posture/reopen_risk" }), null);
    const snapshot = await snapshotNow(connection);
    assert.deepEqual([counts(snapshot).accepted, row(snapshot).accepted], [0, undefined]);
    assert.equal(counts(snapshot).medium, 1);
  });

  it("causes no warning in the log, which does not contain the reason", () => {
    const log = instance.homeAssistant.log();
    assert.deepEqual(complaints(log), []);
    assert.ok(!log.includes(REASON));
  });

  function ask(
    message: { type: string; [field: string]: unknown },
    named = true,
  ): Promise<unknown> {
    return connection.sendMessagePromise(named ? { ...message, check_id: CHECK } : message);
  }
});

function counts(snapshot: Snapshot): Record<string, number> {
  return snapshot.counts as Record<string, number>;
}

function row(snapshot: Snapshot): Row {
  const found = (snapshot.checks as Row[]).find(({ id }) => id === CHECK);
  assert.ok(found);
  return found;
}
