import { expect } from "@open-wc/testing";
import { createRisk, createSnapshot, mount, unmountAll, type Mounted } from "./builders.js";
import { difference, toDeuteranope, toLab, type Lab, type Rgb } from "./colour-difference.js";
import { colourOf, contrast } from "./contrast.js";
import { applyTheme, resetTheme, THEMES } from "./themes.js";

/** Pairs of the test data of Sharma, Wu and Dalal 2005, with their differences. */
const PUBLISHED: [Lab, Lab, number][] = [
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615],
  [[50, 2.8361, -74.02], [50, 0, -82.7485], 3.4412],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
  [[50, -0.001, 2.49], [50, 0.0011, -2.49], 4.7461],
  [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [61, -5, 29], 22.8977],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[50, 2.5, 0], [58, 24, 15], 19.4535],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
  [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
  [[90.9257, -0.5406, -0.9208], [88.6381, -0.8985, -0.7239], 1.5381],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
];
const LIGHT_AND_DARK = ["light", "dark"];

/** Return the colours of the frame, the shape and the icon of a tile, or of the hero. */
function colours(card: Mounted, selector: string): Record<string, string> {
  const part = card.$(selector);
  const shape = part.querySelector(".glyph")!;
  const icon = part.querySelector("ha-icon");
  return {
    frame: getComputedStyle(part).borderTopColor,
    shape: getComputedStyle(shape.querySelector(".outline")!).fill,
    ...(icon && { icon: getComputedStyle(icon).color }),
  };
}

function rgb(computed: string): Rgb {
  const [red, green, blue] = colourOf(computed);
  return [red, green, blue];
}

describe("the difference of two colours", () => {
  for (const [one, other, expected] of PUBLISHED) {
    it(`${one} and ${other}: ${expected}`, () => {
      expect(difference(one, other)).to.be.closeTo(expected, 0.00006);
      expect(difference(other, one)).to.be.closeTo(expected, 0.00006);
    });
  }

  it("starts with the right values", () => {
    const [l, a, b] = toLab([255, 0, 0]);
    expect(l).to.be.closeTo(53.24, 0.01);
    expect(a).to.be.closeTo(80.09, 0.01);
    expect(b).to.be.closeTo(67.2, 0.01);
    for (const part of toDeuteranope([128, 128, 128])) expect(part).to.be.closeTo(128, 0.01);
  });
});

describe("attention and at risk", () => {
  afterEach(() => {
    unmountAll();
    resetTheme();
  });

  const message = (state: string): unknown => {
    const areas = [{ id: "bans", state: state === "attention" ? "warn" : "fail", value: null }];
    return createRisk({ state, areas });
  };

  for (const theme of LIGHT_AND_DARK) {
    for (const config of [{}, { layout: "full" }]) {
      for (const part of [".tile", ".hero"]) {
        it(`differ in colour: ${part}, ${theme}, ${JSON.stringify(config)}`, async () => {
          applyTheme(theme);
          const at = async (state: string): Promise<Record<string, string>> =>
            colours(await mount({ message: message(state), config }), part);
          const [attention, risk] = [await at("attention"), await at("at_risk")];
          // The shape of the hero is white on the colour of the alarm.
          const names = part === ".hero" ? ["frame"] : ["frame", "shape", "icon"];
          for (const name of names) {
            const [one, other] = [rgb(attention[name]!), rgb(risk[name]!)];
            const label = `${name}: ${attention[name]} and ${risk[name]}`;
            expect(difference(toLab(one), toLab(other)), label).to.be.at.least(20);
            const seen = difference(toLab(toDeuteranope(one)), toLab(toDeuteranope(other)));
            expect(seen, `${label}, for a deuteranope`).to.be.at.least(12);
          }
        });
      }
    }
  }

  for (const theme of Object.keys(THEMES)) {
    it(`keep the contrast of a text, and of an icon: ${theme}`, async () => {
      applyTheme(theme);
      for (const [state, tone] of Object.entries({
        attention: "warn",
        at_risk: "fail",
        good: "ok",
      })) {
        const isGood = state === "good";
        const card = await mount({
          message: isGood ? createSnapshot() : message(state),
          width: 464,
        });
        const frame = card.$("ha-card");
        const label = card.$(".tile .label");
        // If a theme's own text has little contrast, no text on a tint has more.
        const least = Math.min(4.5, 0.78 * contrast(getComputedStyle(frame).color, frame));
        expect(contrast(getComputedStyle(label).color, label), state).to.be.at.least(least);
        const shown = getComputedStyle(card.$("ha-icon"));
        expect(contrast(shown.color, card.$("ha-icon")), `the icon, ${state}`).to.be.at.least(3);
        if (!LIGHT_AND_DARK.includes(theme)) continue;
        const as = document.createElement("i");
        as.className = tone;
        as.style.color = "var(--c)";
        frame.append(as);
        expect(contrast(getComputedStyle(as).color, frame), `as text`).to.be.at.least(4.5);
      }
    });
  }

  it("are never told by colour alone", async () => {
    const shapes = new Set<string>();
    for (const state of ["attention", "at_risk"]) {
      const card = await mount({ message: message(state) });
      for (const part of [".hero", ".tile"])
        shapes.add(`${part} ${card.$(`${part} .outline`).getAttribute("d")}`);
    }
    const good = await mount({ message: createSnapshot() });
    for (const part of [".hero", ".tile"])
      shapes.add(`${part} ${good.$(`${part} .outline`).getAttribute("d")}`);
    expect(shapes.size).to.equal(6);
  });
});
