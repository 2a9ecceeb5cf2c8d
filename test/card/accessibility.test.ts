import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import {
  HOUR,
  createCheck,
  createCounts,
  createEmpty,
  createRisk,
  createSnapshot,
  createViewer,
  iso,
  mount,
  unmountAll,
} from "./builders.js";
import { settled } from "./clock.js";

/** Home Assistant's own tokens, computed from its default theme. */
const THEMES: Record<string, Record<string, string>> = {
  light: {
    "--primary-text-color": "#141414",
    "--secondary-text-color": "#5e5e5e",
    "--card-background-color": "#ffffff",
    "--divider-color": "#e0e0e0",
    "--primary-color": "#009ac7",
    "--ha-color-on-success-normal": "#036730",
    "--ha-color-on-warning-normal": "#9d3800",
    "--ha-color-on-danger-normal": "#b30532",
    "--ha-color-fill-danger-loud-resting": "#d9254f",
    "--ha-color-on-danger-loud": "#ffffff",
  },
  dark: {
    "--primary-text-color": "#e1e1e1",
    "--secondary-text-color": "#9b9b9b",
    "--card-background-color": "#1c1c1c",
    "--divider-color": "#2e2e2e",
    "--primary-color": "#009ac7",
    "--ha-color-on-success-normal": "#00ac49",
    "--ha-color-on-warning-normal": "#f36d00",
    "--ha-color-on-danger-normal": "#f3676c",
    "--ha-color-fill-danger-loud-resting": "#a4133c",
    "--ha-color-on-danger-loud": "#ffffff",
  },
};
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
const CHECKS = ["pass", "fail", "unknown", "not_applicable"].map((status) =>
  createCheck({ id: `bans_${status}`, status, reason: "timeout", evidence: 1, since: iso(-HOUR) }),
);
const ATTENTION = createRisk({ state: "attention", areas: AREAS, counts: COUNTS });

const STATES: Record<string, unknown> = {
  good: createSnapshot(),
  attention: ATTENTION,
  "at risk": createRisk({ areas: AREAS, counts: COUNTS, checks: CHECKS, provisional: true }),
  unknown: createRisk({ state: "unknown", areas: AREAS, score: null }),
  stale: createRisk({ areas: AREAS, stale: true }),
  starting: createEmpty("starting"),
  "not configured": createEmpty("not_configured"),
  failed: createRisk({ areas: AREAS, phase: "failed" }),
  unreadable: null,
  viewer: createViewer({ areas: AREAS, state: "attention" }),
};

/** Return the contrast of two "rgb(...)" colours, as WCAG 2 defines it. */
function contrast(...colours: [string, string]): number {
  const [one, other] = colours.map((colour) => {
    const [r, g, b] = colour.match(/\d+/g)!.map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05;
  });
  return Math.max(one! / other!, other! / one!);
}

function applyTheme(theme: string): void {
  document.documentElement.lang = "en";
  document.body.style.background = THEMES[theme]!["--card-background-color"]!;
  for (const [name, value] of Object.entries(THEMES[theme]!)) {
    document.documentElement.style.setProperty(name, value);
  }
}

describe("accessibility", () => {
  afterEach(() => {
    unmountAll();
    document.documentElement.removeAttribute("style");
  });

  for (const theme of Object.keys(THEMES)) {
    for (const [name, message] of Object.entries(STATES)) {
      it(`axe finds nothing: ${name}, ${theme}`, async () => {
        applyTheme(theme);
        const narrow = await mount({ message, config: { title: "Our home" } });
        await expect(narrow.card).to.be.accessible();
        unmountAll();
        const wide = await mount({ message, width: 1_200 });
        await expect(wide.card).to.be.accessible();
      });
    }

    it(`axe finds nothing: opened, ${theme}`, async () => {
      applyTheme(theme);
      const card = await mount({ message: createRisk({ areas: AREAS, checks: CHECKS }) });
      const row = { kind: "user", text: "Ann", at: iso(), n: 2 };
      card.connection.replies["security_posture/evidence"] = { rows: [row] };
      await card.press("button.tile");
      await card.openRows();
      await card.press(".check button.plain");
      await settled();
      await card.settle();
      expect(card.$(".evidence").textContent).to.contain("Ann");
      await expect(card.card).to.be.accessible();
      await card.press(".admin .plain");
      await expect(card.card).to.be.accessible();
    });

    it(`axe finds nothing: lost, ${theme}`, async () => {
      applyTheme(theme);
      const card = await mount({ message: ATTENTION });
      card.connection.drop();
      const { state } = (card.card as unknown as { store: { state: object } }).store;
      Object.assign(state, { isSilent: true });
      card.card.requestUpdate();
      await card.settle();
      expect(card.$(".word").textContent!.trim()).to.equal("No data");
      await expect(card.card).to.be.accessible();
    });
  }

  for (const theme of [...Object.keys(THEMES), "unknown to us"]) {
    it(`shapes stand out from the card 3 to 1, in a theme that is ${theme}`, async () => {
      if (THEMES[theme]) applyTheme(theme);
      const card = await mount({ message: ATTENTION });
      const paper = getComputedStyle(card.$("ha-card")).backgroundColor;
      for (const shape of card.$$(".tile .glyph")) {
        expect(contrast(getComputedStyle(shape).stroke, paper), shape.classList[1]).to.be.above(3);
      }
    });
  }

  it("can be used with the keyboard alone", async () => {
    const card = await mount({ message: createRisk() });
    const focused = (): string =>
      card.root.activeElement?.textContent?.replace(/\s+/g, " ").trim() ?? "";
    await sendKeys({ press: "Tab" });
    expect(focused(), "of what to start with").to.equal("Open settings");
    for (let n = 0; n < 3; n++) await sendKeys({ press: "Tab" });
    expect(focused()).to.match(/^Bans/);
    await sendKeys({ press: "Enter" });
    await card.settle();
    expect(card.$$(".inside")).to.have.length(1);
    await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("Close");
    await sendKeys({ press: "Tab" });
    expect(focused()).to.match(/^IP addresses/);
    await sendKeys({ press: "Enter" });
    await card.settle();
    await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("Open settings");
    await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("Show details");
    await sendKeys({ press: "Space" });
    await card.settle();
    expect(card.$$(".evidence")).to.have.length(1);
    await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("Accept this risk");
    for (let n = 0; n < 7; n++) await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("All checks");
    await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("Recent changes");
    await sendKeys({ press: "Tab" });
    expect(focused()).to.equal("Check now");
  });

  it("keeps the focus over updates", async () => {
    const card = await mount({ message: createRisk() });
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    const button = card.$(".check button.plain");
    button.focus();
    card.connection.push(createRisk({ checked_at: iso(-HOUR) }));
    await card.settle();
    expect(card.root.activeElement).to.equal(button);
    expect(button.isConnected).to.equal(true);
  });

  it("announces a change of the state once, and nothing else", async () => {
    const card = await mount();
    const region = card.$(".visually-hidden[role=status]");
    let spoken = 0;
    new MutationObserver((records) => (spoken += records.length)).observe(region, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    card.connection.push(createSnapshot({ checked_at: iso(-HOUR), score: 98 }));
    await card.settle();
    await settled();
    expect(spoken).to.equal(0);
    card.connection.push(createRisk());
    await card.settle();
    await settled();
    expect(spoken).to.equal(1);
    expect(region.textContent).to.equal("Home Assistant security: At risk");
  });

  it("gives screen readers the status of a tile", async () => {
    const areas = [{ id: "bans", state: "pass", value: { kind: "count", n: 3 } }];
    const card = await mount({ message: createSnapshot({ areas }) });
    const text = card.$("button.tile").textContent!.replace(/\s+/g, " ").trim();
    expect(text).to.equal("Bans, OK, 3 banned");
  });

  it("has headings in order", async () => {
    // In a card of fixed height, what is opened covers the heading of the card.
    for (const place of [{}, { layout: "panel", height: 744, width: 1280 }]) {
      const card = await mount({ message: createRisk(), ...place });
      await card.press(".admin .plain");
      const levels = card
        .$$("h1, h2, h3, h4")
        .filter((each) => getComputedStyle(each).visibility === "visible")
        .map((each) => Number(each.ariaLevel ?? each.tagName[1]));
      expect(levels).to.have.length.above(1);
      expect(levels[0]).to.equal(2);
      levels.forEach((level, n) => expect(level - (levels[n - 1] ?? 1)).to.be.at.most(1));
      unmountAll();
    }
  });
});
