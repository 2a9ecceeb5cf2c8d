/** The card and the badge in the editors and pickers of the real frontend. */
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import type { Locator } from "playwright-core";
import { VIEWS } from "../../../scripts/demo/dashboard.js";
import { SCENARIOS } from "../../../scripts/demo/scenarios.js";
import { useHome } from "../home.js";
import type { UserPage } from "../page.js";

describe("the editors of a dashboard", { timeout: 900_000 }, () => {
  const home = useHome(SCENARIOS.mixed, "admin");
  let admin: UserPage;

  before(() => ({ admin } = home));

  /** Open the view for editing. */
  async function edit(): Promise<void> {
    await admin.open(VIEWS.sections);
    await admin.page.goto(`${admin.page.url().split("?")[0]}?edit=1`);
    await admin.stateText.waitFor();
  }

  /** Open the card's configuration form. */
  async function form(): Promise<Locator> {
    await edit();
    const frame = admin.page.locator("hui-card-edit-mode").first();
    await frame.hover();
    await frame.locator(".control, .overlay").first().click();
    const dialog = admin.page.locator("hui-dialog-edit-card").first();
    await dialog.getByRole("textbox", { name: "Title" }).waitFor();
    return dialog;
  }

  it("show a form with every option explained, and a preview", async () => {
    const dialog = await form();
    // The expanded sections of the form are rendered a moment after the rest of it.
    await dialog.getByText("Checks for administrators").first().waitFor();
    await dialog.getByText("Tap behavior").first().waitFor();
    await dialog.getByRole("heading", { name: "Home Assistant security Attention" }).waitFor();
    const tree = await dialog.ariaSnapshot();
    for (const label of ["Title", "Layout", "Areas", "Show the score", "Checks for administrators"])
      assert.match(tree, new RegExp(label));
    assert.match(tree, /heading "Appearance"/);
    assert.match(tree, /Other users never see the checks/);
    assert.match(tree, /heading "Home Assistant security Attention"/);
    await dialog.getByRole("textbox", { name: "Title" }).fill("Our home");
    await dialog.getByRole("heading", { name: "Our home Attention" }).waitFor();
  });

  it("show a readable error for invalid YAML options", async () => {
    const dialog = await form();
    await dialog.getByRole("button", { name: "Show code editor" }).click();
    const code = dialog.locator(".cm-content").first();
    await code.click();
    await admin.page.keyboard.press("Control+A");
    await admin.page.keyboard.type("type: custom:security-posture-card\ncolour: red");
    await dialog
      .getByText(/Unknown option .?colour/)
      .first()
      .waitFor();
  });

  /** Open a picker, select the state entity, and return the suggestions. */
  async function suggested(opener: string): Promise<Locator> {
    await edit();
    await admin.page.getByRole("button", { name: opener, exact: true }).first().click();
    await admin.page.getByPlaceholder("Search entities").fill("Security Posture");
    await admin.page.getByRole("button", { name: "State Security Posture Sensor" }).click();
    await admin.page.getByText("Community", { exact: true }).waitFor();
    return admin.page.getByRole("button", { name: /^Security Posture( - |$)/ });
  }

  it("suggest the badge for the state entity, and add it", async () => {
    const badge = (await suggested("Add badge")).first();
    await badge.getByText("Attention · 4 minor").waitFor();
    await badge.click();
    const shown = admin.page.locator("hui-badge security-posture-badge").first();
    await shown.getByText("Attention · 4 minor").waitFor();
  });

  it("suggest the card for the state entity, normal and compact", async () => {
    const cards = await suggested("Add card");
    await cards.first().getByText("Attention").first().waitFor();
    await cards.nth(1).waitFor();
    assert.equal(await cards.count(), 2);
  });
});
