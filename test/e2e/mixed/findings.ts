/** The findings of the scenario "mixed". */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SCENARIOS } from "../../../scripts/demo/scenarios.js";
import { findings } from "../findings.js";
import { useHome } from "../home.js";

describe("a home that needs attention", { timeout: 900_000 }, () => {
  const home = useHome(SCENARIOS.mixed);

  it("has the findings of its scenario, and no others", async () => {
    const snapshot = await home.instance.snapshot();
    assert.deepEqual(findings(snapshot), {
      admin_without_mfa: "low",
      backup_deletable: "info",
      core_outdated: "low",
      passwordless_network: "medium",
      plain_http_local: "low",
    });
    assert.equal(snapshot.state, "attention");
  });
});
