/** The card and the badge in Home Assistant's dialogs, and the badge in the header of a view. */
import { MORE_VIEWS, VIEWS } from "../demo/dashboard.js";
import type { Chapter, Screenshot } from "./screenshot.js";
import type { Session } from "./session.js";

const EDITING = "?edit=1";
/** Lists are sorted and previews resized after their first render. */
const SETTLED_MS = 1_000;

export const settingUp: Chapter = {
  title: "On a dashboard",
  intro:
    "The badge in the header of a view, and the Home Assistant dialogs to add and configure card and badge.",
  screenshots: [
    screenshot("badge", "The badge, next to Home Assistant's own.", async ({ admin }) => {
      await admin.page.setViewportSize({ width: 1024, height: 320 });
      await admin.open(MORE_VIEWS.header);
      await admin.page.locator("security-posture-badge .warn").first().waitFor();
    }),
    screenshot(
      "picker-by-entity",
      "Selecting an entity of Security Posture suggests the card.",
      async (session) => {
        const { page } = session.admin;
        await page.setViewportSize({ width: 1280, height: 1000 });
        await edit(session, VIEWS.sections, "hui-grid-section [aria-label='Add card']");
        await page.getByPlaceholder("Search entities").fill("security posture state");
        await page.getByText("State", { exact: true }).click();
        const smaller = page.locator("hui-card security-posture-card").last();
        await smaller.locator(".word").waitFor();
        await smaller.scrollIntoViewIfNeeded();
      },
    ),
    screenshot("picker-by-card", "In the card picker, with a live preview.", async (session) => {
      const { page } = session.admin;
      await edit(session, VIEWS.sections, "hui-grid-section [aria-label='Add card']");
      await page.getByText("By card", { exact: true }).click();
      await page.getByPlaceholder("Search cards").fill("security");
    }),
    screenshot("editor-card", "The options of the card, with a preview.", async (session) => {
      await session.admin.page.setViewportSize({ width: 1280, height: 1100 });
      await edit(session, VIEWS.sections, "hui-card-edit-mode [role=button]");
    }),
    screenshot("editor-badge", "The options of the badge.", async (session) => {
      await session.admin.page.setViewportSize({ width: 1280, height: 500 });
      await edit(session, MORE_VIEWS.header, "hui-badge-edit-mode [role=button]");
    }),
  ],
};

function screenshot(
  name: string,
  caption: string,
  open: (session: Session) => Promise<void>,
): Screenshot {
  return {
    name,
    scenario: "mixed",
    caption,
    async take(session) {
      await open(session);
      const { page } = session.admin;
      await page.waitForTimeout(SETTLED_MS);
      return page;
    },
  };
}

/** Open a dialog from the edit mode of a view. */
async function edit({ admin }: Session, view: string, opener: string): Promise<void> {
  await admin.open(`${view}${EDITING}`);
  const button = admin.page.locator(opener).first();
  // In edit mode an overlay covers the cards and receives all clicks.
  await button.dispatchEvent("click");
}
