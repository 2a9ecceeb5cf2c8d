/** A Home Assistant OS that has just been installed. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { haos } from "../../../scripts/demo/scenarios.js";
import { findings, outcome, unknowns } from "../findings.js";
import { useHome } from "../home.js";
import { complaints } from "../log.js";
import { check, eventually, supervisorOf } from "./supervisor.js";

interface BackupInfo {
  state: string;
  backups: unknown[];
}

describe("a fresh Home Assistant OS", { timeout: 900_000 }, () => {
  const home = useHome(haos("fresh"));

  it("has the findings of a new home, and no others", async () => {
    const snapshot = await check(home);
    assert.deepEqual(findings(snapshot), {
      admin_without_mfa: "low",
      backup_missing: "high",
      backup_unscheduled: "high",
      bans_disabled: "low",
      plain_http_local: "low",
    });
    assert.deepEqual(unknowns(snapshot), []);
  });

  it("leaves the operating system to the Supervisor", async () => {
    const snapshot = await check(home);
    for (const id of ["container_privileged", "host_updates_manual"]) {
      assert.deepEqual(outcome(snapshot, id), ["not_applicable", "managed"], id);
    }
    for (const id of [
      "supervisor_unhealthy",
      "system_outdated",
      "apps_outdated",
      "core_outdated",
    ]) {
      assert.deepEqual(outcome(snapshot, id), ["pass", undefined], id);
    }
    assert.deepEqual(outcome(snapshot, "installation_unsupported"), ["pass", undefined]);
  });

  it("sees a backup that the Supervisor makes", async () => {
    const { connection } = home.instance;
    await connection.sendMessagePromise({
      type: "backup/generate",
      agent_ids: ["hassio.local"],
      include_database: true,
      password: "demo-encryption-key",
    });
    await eventually("no backup was made", async () => {
      const info = await connection.sendMessagePromise<BackupInfo>({ type: "backup/info" });
      return (info.state === "idle" && info.backups.length > 0) || undefined;
    });
    const snapshot = await check(home);
    assert.deepEqual(outcome(snapshot, "backup_missing"), ["pass", undefined]);
    assert.equal(findings(snapshot).backup_only_here, "high");
  });

  it("needs no answer that the stand-in does not have, and no warning in the log", () => {
    assert.deepEqual(supervisorOf(home).unanswered, []);
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});
