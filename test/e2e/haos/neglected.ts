/** A Home Assistant OS that nobody has looked after. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { haos } from "../../../scripts/demo/scenarios.js";
import { findings, unknowns } from "../findings.js";
import { useHome } from "../home.js";
import { complaints } from "../log.js";
import { check, supervisorOf } from "./supervisor.js";

describe("a neglected Home Assistant OS", { timeout: 900_000 }, () => {
  const home = useHome(haos("neglected"));

  it("has the findings of its machine, and no others", async () => {
    const snapshot = await check(home);
    assert.deepEqual(findings(snapshot), {
      admin_without_mfa: "low",
      app_port_open: "low",
      app_secret_pwned: "high",
      app_unprotected: "medium",
      apps_outdated: "low",
      backup_failing: "medium",
      backup_only_here: "high",
      backup_overdue: "high",
      backup_unencrypted: "medium",
      bans_disabled: "low",
      core_outdated: "medium",
      known_vulnerability: "high",
      plain_http_local: "low",
      supervisor_issue: "medium",
      supervisor_unhealthy: "medium",
      system_outdated: "low",
      update_skipped: "low",
    });
    assert.equal(snapshot.state, "at_risk");
  });

  it("leaves open only what it cannot know yet", async () => {
    // The network storage is down: it may hold backups that Home Assistant can delete.
    assert.deepEqual(unknowns(await check(home)), [["backup_deletable", "refused"]]);
  });

  it("needs no answer that the stand-in does not have, and no warning in the log", () => {
    assert.deepEqual(supervisorOf(home).unanswered, []);
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});
