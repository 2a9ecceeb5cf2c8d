/** The parts of the card that only administrators see. */
import type { Locator } from "playwright-core";
import { VIEWS } from "../demo/dashboard.js";
import type { Chapter, Screenshot } from "./screenshot.js";
import { TABLET, type Size } from "./session.js";

const REASON = "The proxy is replaced next month";
const PHONE: Size = { width: 390, height: 844 };

export const administrator: Chapter = {
  title: "For administrators",
  intro: "Other users never receive any of this: the backend sends it to administrators only.",
  screenshots: [
    admin(
      "admin-wall",
      "Initially: what limits the score, and from where the instance can be reached.",
      async (card) => {
        await card.locator(".admin").waitFor();
      },
    ),
    admin("admin-area", "After tapping an area: its checks, findings first.", async (card) => {
      await press(card, "Bans");
    }),
    admin("admin-evidence", "Names and addresses, loaded on request.", evidence),
    admin("admin-accept", "Accepting a risk, with a reason and an end date.", accept),
    admin("admin-accept-phone", "The same on a phone.", accept, PHONE),
    admin(
      "admin-accepted",
      "An accepted risk no longer counts as open until the end date.",
      async (card) => {
        await accept(card);
        await card.getByRole("button", { name: "Accept", exact: true }).click();
        await card.getByText("Accepted by you until").waitFor();
        await card.locator("button.tile", { hasText: "Bans" }).scrollIntoViewIfNeeded();
      },
    ),
    admin("admin-all", "All checks: what is wrong first, across all areas.", async (card) => {
      await card.getByRole("button", { name: "All checks" }).click();
      await card.locator(".all .check").first().waitFor();
    }),
    admin("admin-changes", "Recent changes, by day.", async (card) => {
      await card.getByRole("button", { name: "Recent changes" }).click();
      await card.locator(".all .change").first().waitFor();
    }),
    admin(
      "admin-copy-review",
      "Before a shareable copy is made: what is replaced in it, by kind, and what may be private too.",
      review,
    ),
    admin("admin-copy-review-phone", "The same on a phone.", review, PHONE),
    admin(
      "admin-copy",
      "A copy of the configuration that is safe to share, ready to be saved.",
      async (card) => {
        await review(card);
        await card.getByRole("button", { name: "Create the copy" }).click();
        const save = card.getByRole("link", { name: "Download the copy" });
        await save.waitFor();
        await save.scrollIntoViewIfNeeded();
      },
    ),
  ],
};

function admin(
  name: string,
  caption: string,
  open: (card: Locator) => Promise<void>,
  size: Size = TABLET,
): Screenshot {
  return {
    name,
    scenario: "bad",
    caption,
    async take(session) {
      const { page, card } = session.admin;
      await page.setViewportSize(size);
      await session.admin.open(VIEWS.wall);
      await session.admin.waitForState("At risk");
      await open(card);
      return card;
    },
  };
}

async function evidence(card: Locator): Promise<void> {
  await pressFinding(card, "Bans");
  await card.getByRole("button", { name: "Show details" }).first().click();
  await card.locator(".evidence li").first().waitFor();
}

async function accept(card: Locator): Promise<void> {
  await pressFinding(card, "Bans");
  await card.getByRole("button", { name: "Accept this risk" }).first().click();
  await card.locator('input[name="reason"]').fill(REASON);
  await card.locator('input[name="until"]').fill(daysFromNow(90));
  await card.locator("form").scrollIntoViewIfNeeded();
}

async function review(card: Locator): Promise<void> {
  await card.getByRole("button", { name: "All checks" }).click();
  await rest(card);
  await card.getByRole("button", { name: "Create a shareable copy" }).click();
  await card.getByRole("button", { name: "Create the copy" }).waitFor();
  await rest(card);
  await card.locator(".share details").first().locator("summary").click();
  await card.locator(".share").evaluate((share) => share.scrollIntoView());
}

/** Open an area, and its gravest finding. */
async function pressFinding(card: Locator, area: string): Promise<void> {
  await press(card, area);
  await rest(card);
  await card.locator(".inside .check summary").first().click();
}

/** Wait as long as the card swallows a second press near the first one. */
function rest(card: Locator): Promise<void> {
  return card.page().waitForTimeout(600);
}

function press(card: Locator, area: string): Promise<void> {
  return card.locator("button.tile", { hasText: area }).click();
}

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
