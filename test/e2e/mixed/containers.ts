/** The card and the badge inside other cards, with the options that these and extensions add. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { VIEWS } from "../../../scripts/demo/dashboard.js";
import { SCENARIOS } from "../../../scripts/demo/scenarios.js";
import { useHome } from "../home.js";
import type { UserPage } from "../page.js";

describe("cards that contain the card", { timeout: 300_000 }, () => {
  const home = useHome(SCENARIOS.mixed, "admin");
  let admin: UserPage;

  before(() => ({ admin } = home));

  for (const container of [
    "hui-vertical-stack-card",
    "hui-horizontal-stack-card",
    "hui-conditional-card",
    "hui-entity-filter-card",
    "hui-picture-elements-card",
  ]) {
    it(`show it: ${container}`, async () => {
      await admin.open(VIEWS.containers);
      const inside = admin.page.locator(container).first();
      await inside.locator("security-posture-card .word").getByText("Attention").waitFor();
      assert.equal(await inside.locator("hui-error-card, hui-error-element").count(), 0);
    });
  }

  it("show the badge, and no error anywhere", async () => {
    await admin.open(VIEWS.containers);
    const badges = admin.page.locator("security-posture-badge .word");
    await badges.nth(1).getByText("Attention").waitFor();
    const errors = "hui-error-card, hui-error-badge, hui-error-element, hui-warning";
    assert.equal(await admin.page.locator(errors).count(), 0);
  });
});
