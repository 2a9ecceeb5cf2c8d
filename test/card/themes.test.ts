import { expect } from "@open-wc/testing";
import { mount, unmountAll, type Mounted } from "./builders.js";
import { contrast } from "./contrast.js";
import { visibleTexts } from "./visible-text.js";
import { everything, messages, open, PANELS } from "./sample-cards.js";
import { THEMES, resetTheme, applyTheme } from "./themes.js";

const SHAPE = 3;

/** Return descriptions of the texts and shapes with too little contrast. */
function pale(card: Mounted): string[] {
  const wrong = new Set<string>();
  const frame = card.$("ha-card");
  // If a theme's own text has little contrast, secondary text cannot have more.
  const TEXT = Math.min(4.5, 0.78 * contrast(getComputedStyle(frame).color, frame));
  for (const { text, host } of visibleTexts(card.root)) {
    const found = contrast(getComputedStyle(host).color, host);
    if (found < TEXT) wrong.add(`“${text.slice(0, 20)}” ${found.toFixed(2)}`);
  }
  for (const shape of card.$$(".glyph")) {
    const outline = shape.querySelector(".outline")!;
    const mark = getComputedStyle(shape.querySelector(".mark")!).stroke;
    const { fill, stroke } = getComputedStyle(outline);
    const found = contrast(stroke, shape);
    const name = [...shape.classList].pop();
    if (found < SHAPE) wrong.add(`the shape “${name}” ${found.toFixed(2)}`);
    // The background of a mark is its outline, if that is filled.
    if (fill === "none") continue;
    const plate = document.createElement("i");
    plate.style.backgroundColor = fill;
    shape.parentElement!.append(plate);
    const its = contrast(mark, plate);
    plate.remove();
    if (its < SHAPE) wrong.add(`the mark in “${name}” ${its.toFixed(2)}`);
  }
  return [...wrong];
}

describe("themes", () => {
  afterEach(() => {
    unmountAll();
    resetTheme();
  });

  for (const [ink, isLight] of Object.entries({
    "oklch(0.95 0.01 90)": true,
    "color-mix(in srgb, white 90%, black)": true,
    "oklch(0.2 0.01 90)": false,
    "#f0f0f0": true,
    "#012345": false,
  })) {
    it(`text of colour ${ink} means that the page is ${isLight ? "dark" : "light"}`, async () => {
      document.documentElement.style.setProperty("--primary-text-color", ink);
      const { card } = await mount();
      document.documentElement.style.removeProperty("--primary-text-color");
      expect(card.hasAttribute("dark")).to.equal(isLight);
    });
  }

  for (const theme of Object.keys(THEMES)) {
    it(`every text and shape has enough contrast: ${theme}`, async () => {
      applyTheme(theme);
      const found: string[] = [];
      for (const [state, message] of Object.entries(messages())) {
        const card = await mount({ message, config: { title: "Our home" } });
        found.push(...pale(card).map((what) => `${state}: ${what}`));
      }
      for (const panel of Object.keys(PANELS)) {
        const card = await mount({ message: everything() });
        await open(card, panel);
        found.push(...pale(card).map((what) => `${panel}: ${what}`));
      }
      expect(found).to.deep.equal([]);
    });

    it(`is applied when it is selected while the page is open: ${theme}`, async () => {
      applyTheme(theme.includes("light") ? "dark" : "light");
      const card = await mount({ message: everything() });
      applyTheme(theme);
      card.card.hass = { ...card.card.hass!, themes: {} };
      await card.settle();
      expect(pale(card)).to.deep.equal([]);
    });

    it(`the focus is visible: ${theme}`, async () => {
      applyTheme(theme);
      const card = await mount({ message: everything() });
      // A page in the background has no focus: the rule is applied to an element.
      const rules = card.root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
      const rule = rules.find((each) => each.cssText.startsWith(":host :focus-visible"));
      const probe = document.createElement("i");
      probe.style.cssText = (rule as CSSStyleRule).style.cssText;
      card.$("ha-card").append(probe);
      const { outlineColor, outlineStyle, outlineWidth } = getComputedStyle(probe);
      expect([outlineStyle, outlineWidth]).to.deep.equal(["solid", "3px"]);
      expect(contrast(outlineColor, card.$("ha-card"))).to.be.at.least(SHAPE);
    });
  }
});
