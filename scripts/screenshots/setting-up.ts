/** The card and the badge in Home Assistant's own dialogs, and the badge where it belongs. */
import { MORE_VIEWS, VIEWS } from "../demo/dashboard.js";
import type { Chapter, Shot } from "./shot.js";
import type { Stage } from "./stage.js";

const EDITING = "?edit=1";
/** Entities get their place in a list, and previews their size, after they have been drawn. */
const SETTLED_MS = 1_000;

export const settingUp: Chapter = {
  title: "On a dashboard",
  says: "The badge in the header of a view, and the Home Assistant dialogs to add and configure card and badge.",
  shots: [
    shot("badge", "The badge, next to Home Assistant's own.", async ({ admin }) => {
      await admin.page.setViewportSize({ width: 1024, height: 320 });
      await admin.open(MORE_VIEWS.header);
      await admin.page.locator("security-posture-badge .warn").first().waitFor();
    }),
    shot(
      "picker-by-entity",
      "Selecting an entity of Security Posture suggests the card.",
      async (stage) => {
        const { page } = stage.admin;
        await page.setViewportSize({ width: 1280, height: 1000 });
        await edit(stage, VIEWS.sections, "hui-grid-section [aria-label='Add card']");
        await page.getByPlaceholder("Search entities").fill("security posture state");
        await page.getByText("State", { exact: true }).click();
        const smaller = page.locator("hui-card security-posture-card").last();
        await smaller.locator(".word").waitFor();
        await smaller.scrollIntoViewIfNeeded();
      },
    ),
    shot("picker-by-card", "In the card picker, with a live preview.", async (stage) => {
      const { page } = stage.admin;
      await edit(stage, VIEWS.sections, "hui-grid-section [aria-label='Add card']");
      await page.getByText("By card", { exact: true }).click();
      await page.getByPlaceholder("Search cards").fill("security");
    }),
    shot("editor-card", "The options of the card, with a preview.", async (stage) => {
      await stage.admin.page.setViewportSize({ width: 1280, height: 1100 });
      await edit(stage, VIEWS.sections, "hui-card-edit-mode [role=button]");
    }),
    shot("editor-badge", "The options of the badge.", async (stage) => {
      await stage.admin.page.setViewportSize({ width: 1280, height: 500 });
      await edit(stage, MORE_VIEWS.header, "hui-badge-edit-mode [role=button]");
    }),
  ],
};

function shot(name: string, says: string, open: (stage: Stage) => Promise<void>): Shot {
  return {
    name,
    scenario: "mixed",
    says,
    async take(stage) {
      await open(stage);
      const { page } = stage.admin;
      await page.waitForTimeout(SETTLED_MS);
      return page;
    },
  };
}

/** Press what opens a dialog while a view is being edited. */
async function edit({ admin }: Stage, view: string, opener: string): Promise<void> {
  await admin.open(`${view}${EDITING}`);
  const button = admin.page.locator(opener).first();
  // Cards that are edited lie below a sheet that takes every press.
  await button.dispatchEvent("click");
}
