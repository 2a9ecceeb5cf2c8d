import { expect } from "@open-wc/testing";
import {
  DAY,
  createCounts,
  createRisk,
  createSnapshot,
  createViewer,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";

const LIGHTS = ["pass", "warn", "fail", "unknown", "not_applicable"];
const AREAS = LIGHTS.map((state, n) => ({
  id: ["bans", "host", "network", "updates", "secrets"][n],
  state,
  value: null,
}));
const COUNTS = createCounts({
  critical: 1,
  high: 1,
  medium: 2,
  unknown: 3,
  accepted: 1,
  passed: 4,
});

describe("layout", () => {
  afterEach(unmountAll);
  const LONG = createRisk({ areas: AREAS, counts: COUNTS, provisional: true });

  /** Nothing may be clipped at the sides, and no glyph or word may leave its box. */
  function expectWhole(card: Mounted): void {
    const body = card.$(".body");
    expect(body.scrollWidth).to.be.at.most(body.clientWidth);
    for (const part of card.$$(".word, .value, .label, .counts, .plain")) {
      const inner = part.getBoundingClientRect();
      if (!inner.width) continue;
      const outer = body.getBoundingClientRect();
      expect(inner.left, part.className).to.be.at.least(outer.left);
      expect(inner.right, part.className).to.be.at.most(outer.right + 0.5);
    }
  }

  const SIZES = [
    [90, 120],
    [188, 192],
    [284, 250],
    [320, 0],
    [384, 184],
    [464, 0],
    [736, 0],
    [1_216, 630],
  ] as const;
  for (const [width, height] of SIZES) {
    it(`nothing is clipped at ${width} x ${height || "auto"}`, async () => {
      const config = height ? { grid_options: { rows: Math.round((height + 8) / 64) } } : {};
      const card = await mount({ message: LONG, config, width, ...(height ? { height } : {}) });
      expectWhole(card);
      const word = card.$(".word").getBoundingClientRect();
      const frame = card.card.getBoundingClientRect();
      expect(word.bottom, "the state word is always visible").to.be.at.most(frame.bottom);
      expect(word.height).to.be.above(10);
    });
  }

  for (const [width, height] of [
    [1_280, 744],
    [1_024, 544],
    [800, 1_224],
    [768, 544],
  ] as const) {
    it(`a wall tablet of ${width} x ${height} shows everything without scrolling`, async () => {
      const values: Record<string, unknown> = {
        encryption: { kind: "expires", at: iso(189 * DAY) },
        backups: { kind: "age", at: iso(-189 * DAY) },
      };
      const { areas } = createSnapshot() as { areas: { id: string }[] };
      const message = createViewer({
        areas: areas.map((area) => ({ ...area, value: values[area.id] ?? null })),
        state: "attention",
        counts: COUNTS,
      });
      const card = await mount({ message, width, height, layout: "panel", hass: { user: {} } });
      expectWhole(card);
      const body = card.$(".body");
      expect(body.scrollHeight).to.be.at.most(body.clientHeight);
      const size = (selector: string): number =>
        parseFloat(getComputedStyle(card.$(selector)).fontSize);
      // Capitals have 0.7 of the font size; capitals of 48 px are legible from three metres.
      if (height > 600) expect(size(".word") * 0.7).to.be.at.least(48);
      expect(size(".value")).to.be.at.least(20);
    });
  }

  for (const rows of [3, "auto"]) {
    it(`a card of half a column shows the state only, in ${rows} rows`, async () => {
      const height = typeof rows === "number" ? { height: rows * 64 - 8 } : {};
      const config = { grid_options: { rows } };
      const card = await mount({ message: LONG, config, width: 228, ...height });
      const drawn = card.$$(".body > *").filter((part) => part.getClientRects().length);
      expect(drawn.map((part) => part.classList[0])).to.deep.equal(["hero"]);
    });
  }

  for (const height of [0, 568]) {
    it(`follows its width, with ${height ? "fixed" : "automatic"} height`, async () => {
      const config = height ? { grid_options: { rows: 9 } } : {};
      const columns = async (width: number): Promise<number> => {
        const card = await mount({ config, width, ...(height ? { height } : {}) });
        const shown = card.$$(".tile").filter((tile) => tile.getClientRects().length);
        const left = new Set(shown.map((tile) => Math.round(tile.getBoundingClientRect().left)));
        unmountAll();
        return left.size;
      };
      expect(await columns(1_216)).to.equal(4);
      expect(await columns(464)).to.equal(2);
      expect(await columns(300)).to.equal(1);
      expect(await columns(250), "the state alone").to.equal(0);
    });
  }

  it("has no container query, which older browsers would not apply", async () => {
    const { root } = await mount({ message: LONG });
    const rules = root.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
    expect(rules.length).to.be.above(100);
    expect(rules.filter((rule) => rule instanceof CSSContainerRule)).to.deep.equal([]);
  });

  describe("scale", () => {
    const AT: [string, object, string][] = [
      ["a panel view", { layout: "panel", width: 390, height: 788 }, "wall"],
      ["kiosk mode", { hass: { kioskMode: true } }, "wall"],
      ["layout: full", { config: { layout: "full" } }, "wall"],
      ["a section", { layout: "grid" }, "dashboard"],
      ["a masonry view", {}, "dashboard"],
      ["layout: compact", { config: { layout: "compact" } }, "dashboard"],
      ["a column too narrow for it", { config: { layout: "full" }, width: 228 }, "dashboard"],
    ];
    for (const [where, wanted, scale] of AT) {
      it(`${where}: ${scale}`, async () => {
        const { card } = await mount({ message: LONG, width: 464, ...wanted });
        expect(card.getAttribute("scale")).to.equal(scale);
      });
    }

    it("is that of Home Assistant's tiles on a dashboard", async () => {
      const card = await mount({ message: LONG, width: 464 });
      const font = (selector: string): string => {
        const { fontSize, fontWeight } = getComputedStyle(card.$(selector));
        return `${Math.round(parseFloat(fontSize))}/${fontWeight}`;
      };
      expect(font(".label")).to.equal("14/500");
      expect(font(".value")).to.equal("12/400");
      expect(font(".word")).to.equal("24/700");
      for (const tile of card.$$(".tile")) {
        expect(tile.offsetHeight).to.be.within(48, 56);
        expect(getComputedStyle(tile).borderTopWidth).to.equal("1px");
      }
    });

    it("follows the user's font scale", async () => {
      document.documentElement.style.setProperty("--ha-font-size-scale", "1.5");
      const card = await mount({ message: LONG, width: 464 });
      const size = parseFloat(getComputedStyle(card.$(".label")).fontSize);
      document.documentElement.removeAttribute("style");
      expect(size).to.equal(21);
    });

    it("has the theme's radius", async () => {
      document.documentElement.style.setProperty("--ha-card-border-radius", "3px");
      const card = await mount({ message: LONG, width: 464 });
      const radius = getComputedStyle(card.$(".tile")).borderTopLeftRadius;
      document.documentElement.removeAttribute("style");
      expect(radius).to.equal("3px");
    });
  });

  for (const [width, highest] of [
    [464, 450],
    [374, 460],
  ] as const) {
    it(`an administrator's card with findings, ${width} px wide, is at most ${highest} px high`, async () => {
      const card = await mount({ message: LONG, width });
      expect(card.$$(".head li")).to.have.length.above(0);
      expect(card.$$(".buttons .plain")).to.have.length(3);
      expect(card.card.offsetHeight).to.be.within(300, highest);
    });
  }
});
