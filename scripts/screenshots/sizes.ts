/** The card on a wall tablet, and in every grid size. */
import { GRID_SIZES, MORE_VIEWS } from "../demo/dashboard.js";
import type { Chapter, Screenshot } from "./screenshot.js";

const SCREENS = [
  { width: 1280, height: 800, caption: "A 10-inch tablet." },
  { width: 800, height: 1280, caption: "The same tablet in portrait orientation." },
  { width: 1024, height: 600, caption: "A small tablet." },
  { width: 390, height: 844, caption: "A phone." },
];

export const wall: Chapter = {
  title: "On the wall",
  intro: "The only card of a panel view, below Home Assistant's toolbar.",
  screenshots: SCREENS.flatMap(({ width, height, caption }) => [
    onWall(width, height, "light", caption),
    onWall(width, height, "dark", `${caption.slice(0, -1)}, dark.`),
  ]),
};

export const hall: Chapter = {
  title: "Beside other cards",
  intro: "A view of sections on a [wall tablet](wall-tablet.md).",
  screenshots: (
    [
      [1280, 800, "light", "A 10-inch tablet."],
      [800, 1280, "dark", "The same tablet in portrait orientation, dark."],
    ] as const
  ).map(([width, height, colorScheme, caption]): Screenshot => ({
    name: `hall-${width}x${height}`,
    scenario: "mixed",
    caption: `${width}x${height}: ${caption}`,
    async take({ tablet }) {
      const { page } = tablet;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await tablet.open(MORE_VIEWS.hall);
      await tablet.waitForState("Attention");
      // Text and icons of the other cards are loaded one by one.
      await page.locator("hui-markdown-card li").last().waitFor();
      for (const icon of await page.locator("hui-tile-card ha-state-icon").all()) {
        await icon.locator("svg path").first().waitFor({ state: "attached" });
      }
      return page;
    },
  })),
};

export const grid: Chapter = {
  title: "In the grid",
  intro:
    "The sizes of the sections view, in columns and rows. If the areas do not fit, only the state is shown.",
  screenshots: [
    ...GRID_SIZES.map(([columns, rows], at): Screenshot => ({
      name: `grid-${columns}x${rows}`,
      scenario: "mixed",
      caption: `${columns} columns, ${rows} rows.`,
      async take({ tablet }) {
        await tablet.open(MORE_VIEWS.grid);
        const card = tablet.page.locator("security-posture-card").nth(at);
        await card.locator(".hero.warn").waitFor({ state: "attached" });
        return card;
      },
    })),
    {
      name: "grid-full",
      scenario: "mixed",
      caption: "The full width of the view.",
      async take({ tablet }) {
        await tablet.open(MORE_VIEWS.full);
        await tablet.waitForState("Attention");
        return tablet.card;
      },
    },
  ],
};

function onWall(
  width: number,
  height: number,
  colorScheme: "light" | "dark",
  caption: string,
): Screenshot {
  const dark = colorScheme === "dark" ? "-dark" : "";
  return {
    name: `wall-${width}x${height}-attention${dark}`,
    scenario: "mixed",
    caption: `${width}x${height}: ${caption}`,
    async take(session) {
      const { page } = session.tablet;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await session.wall("Attention");
      return page;
    },
  };
}
