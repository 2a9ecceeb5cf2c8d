/** Configurations on a real Home Assistant that need no browser. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BASE, type Scenario } from "../../scripts/demo/scenarios.js";
import { findings } from "./findings.js";
import { useHome } from "./home.js";
import { complaints } from "./log.js";

/** A certificate for another host, and backups that fail. */
const NEGLECTED: Scenario = {
  ...BASE,
  certificate: { days: 5, hosts: ["another.example.org"], trusted: false },
  external: true,
  mfa: true,
  backups: "failing",
};

describe("a neglected home", { timeout: 900_000 }, () => {
  const home = useHome(NEGLECTED);

  it("has the findings of its configuration, and no others", async () => {
    const snapshot = await home.instance.snapshot();
    assert.deepEqual(findings(snapshot), {
      backup_failing: "medium",
      backup_only_here: "high",
      backup_overdue: "high",
      backup_unencrypted: "medium",
      certificate_expiring: "high",
      certificate_untrusted: "info",
      certificate_wrong_host: "low",
    });
    assert.equal(snapshot.state, "at_risk");
  });

  it("detects that the external URL has changed to plain HTTP", async () => {
    await home.instance.connection.sendMessagePromise({
      type: "config/core/update",
      external_url: `http://home.example.org:${new URL(home.instance.url).port}`,
    });
    const snapshot = await home.instance.snapshot();
    const { certificate_wrong_host: wrongHost, plain_http_external: plain } = findings(snapshot);
    assert.deepEqual([wrongHost, plain], [undefined, "critical"]);
    assert.deepEqual(snapshot.exposure, {
      level: "internet",
      evidence: [{ kind: "external_url" }],
    });
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
  });
});
