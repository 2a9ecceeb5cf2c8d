/** The card on a wall, and in every size a dashboard gives it. */
import { GRID_SIZES, MORE_VIEWS } from "../demo/dashboard.js";
import type { Chapter, Shot } from "./shot.js";

const SCREENS = [
  { width: 1280, height: 800, says: "A 10-inch tablet." },
  { width: 800, height: 1280, says: "The same tablet in portrait orientation." },
  { width: 1024, height: 600, says: "A small tablet." },
  { width: 390, height: 844, says: "A phone." },
];

export const wall: Chapter = {
  title: "On the wall",
  says: "The only card of a panel view, below Home Assistant's toolbar.",
  shots: SCREENS.flatMap(({ width, height, says }) => [
    onWall(width, height, "light", says),
    onWall(width, height, "dark", `${says.slice(0, -1)}, dark.`),
  ]),
};

export const grid: Chapter = {
  title: "In the grid",
  says: "The sizes of the sections view, in columns and rows. Where there is no room for the areas, only the state is shown.",
  shots: [
    ...GRID_SIZES.map(([columns, rows], at): Shot => ({
      name: `grid-${columns}x${rows}`,
      scenario: "mixed",
      says: `${columns} columns, ${rows} rows.`,
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
      says: "The full width of the view.",
      async take({ tablet }) {
        await tablet.open(MORE_VIEWS.full);
        await tablet.says("Attention");
        return tablet.card;
      },
    },
  ],
};

function onWall(width: number, height: number, colorScheme: "light" | "dark", says: string): Shot {
  const dark = colorScheme === "dark" ? "-dark" : "";
  return {
    name: `wall-${width}x${height}-attention${dark}`,
    scenario: "mixed",
    says: `${width}x${height}: ${says}`,
    async take(stage) {
      const { page } = stage.tablet;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await stage.wall("Attention");
      return page;
    },
  };
}
