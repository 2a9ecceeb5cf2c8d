import { expect } from "@open-wc/testing";
import { executeServerCommand, sendKeys } from "@web/test-runner-commands";
import {
  FakeConnection,
  createHass,
  createRisk,
  createSnapshot,
  iso,
  localize,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { settled } from "./clock.js";
import { pseudoLocalize } from "./pseudo-locale.js";
import { clippedTexts } from "./visible-text.js";
import { PANELS, everything, messages, open } from "./sample-cards.js";
import { resetTheme, applyTheme } from "./themes.js";

describe("assistive technology", () => {
  beforeEach(() => applyTheme("light"));
  afterEach(() => {
    unmountAll();
    resetTheme();
    document.documentElement.dir = "";
  });

  for (const theme of ["light", "dark", "high contrast"]) {
    for (const panel of Object.keys(PANELS)) {
      it(`axe finds nothing in what is opened: ${panel}, ${theme}`, async () => {
        applyTheme(theme);
        const card = await mount({ message: everything() });
        await open(card, panel);
        await expect(card.card).to.be.accessible();
      });
    }
  }

  it("axe finds nothing in a card that scrolls", async () => {
    for (const message of [messages().viewer, messages().at_risk]) {
      const config = { layout: "full", grid_options: { rows: 6 } };
      const place = { width: 384, height: 376, config };
      const card = await mount({ message, ...place });
      const body = card.$(".body");
      expect(body.scrollHeight, "it scrolls").to.be.above(body.clientHeight);
      await expect(card.card).to.be.accessible();
      unmountAll();
    }
  });

  it("axe finds nothing on the badge, with and without an action", async () => {
    await mount(); // defines it
    for (const config of [{}, { name: "Home", tap_action: { action: "navigate" } }]) {
      for (const message of Object.values(messages())) {
        const connection = new FakeConnection();
        connection.message = message;
        const badge = document.createElement("security-posture-badge");
        Object.assign(badge, { hass: createHass(connection) });
        (badge as unknown as { setConfig(given: object): void }).setConfig(config);
        document.body.append(badge);
        await settled();
        expect(badge.shadowRoot!.textContent!.trim()).not.to.equal("");
        await expect(badge).to.be.accessible();
      }
    }
  });

  it("nothing is animated", async () => {
    const card = await mount({ message: everything() });
    await open(card, "evidence");
    for (const part of card.$$("*")) {
      const { animationName, transitionDuration } = getComputedStyle(part);
      expect([animationName, transitionDuration], part.className).to.deep.equal(["none", "0s"]);
    }
    expect(document.getAnimations()).to.have.length(0);
  });

  it("forced colours: every shape and every edge is visible", async () => {
    await executeServerCommand("force-colors", "active");
    try {
      expect(matchMedia("(forced-colors: active)").matches).to.equal(true);
      for (const message of [messages().at_risk, messages().good, messages().provisional]) {
        const card = await mount({ message });
        const ink = getComputedStyle(card.$("h2")).color;
        const paper = getComputedStyle(card.$("ha-card")).backgroundColor;
        expect(ink).not.to.equal(paper);
        for (const shape of card.$$(".glyph")) {
          expect(getComputedStyle(shape).stroke, String(shape.classList)).to.equal(ink);
          const [outline, mark] = [".outline", ".mark"].map((part) =>
            getComputedStyle(shape.querySelector(part)!),
          );
          if (outline!.fill !== "none") expect(mark!.stroke).not.to.equal(outline!.fill);
        }
        for (const edge of card.$$(".hero, .tile.fail, .tile.warn, .tile.unknown"))
          expect(getComputedStyle(edge).borderTopStyle).not.to.equal("none");
      }
    } finally {
      await executeServerCommand("force-colors", "none");
    }
  });

  for (const [name, hass] of Object.entries({
    Hebrew: { localize, language: "he", locale: { language: "he" } },
    Arabic: { localize: pseudoLocalize, language: "ar", locale: { language: "ar" } },
  })) {
    it(`is mirrored in right-to-left languages: ${name}`, async () => {
      document.documentElement.dir = "rtl";
      for (const width of [90, 188, 384, 736, 1_216]) {
        for (const message of [everything(), messages().stale]) {
          const card = await mount({ message, hass, width });
          expect(clippedTexts(card), String(width)).to.deep.equal([]);
          if (width < 280) continue;
          const left = (part: string): number => card.$(part).getBoundingClientRect().left;
          expect(left(".hero > .glyph")).to.be.above(left(".hero > .text"));
          await card.press(".tile");
          if (card.$$(".check").length)
            expect(left(".check .glyph")).to.be.above(left(".check .headline"));
          expect(clippedTexts(card), String(width)).to.deep.equal([]);
          unmountAll();
        }
      }
    });
  }

  // A page at 200 % or 400 % has half or a quarter of its width; a font scale enlarges the text.
  for (const [width, scale] of [
    [640, 1],
    [320, 1],
    [384, 1.3],
    [320, 2],
  ] as const) {
    it(`nothing is clipped at ${width} px and a text size of ${scale * 100} %`, async () => {
      document.documentElement.style.setProperty("--ha-font-size-scale", String(scale));
      for (const panel of Object.keys(PANELS)) {
        const card = await mount({ message: everything(), width });
        await open(card, panel);
        expect(clippedTexts(card)).to.deep.equal([]);
        for (const field of card.$$("button, a, input, select, textarea, summary")) {
          if (!field.getClientRects().length) continue;
          const target = field.closest("label") ?? field; // a press on it switches the field
          const { width: wide, height } = target.getBoundingClientRect();
          expect(Math.min(wide, height), target.textContent!.trim()).to.be.at.least(
            // A long list of rows as wide as the card; buttons as high as Home Assistant's own.
            field.matches(".check summary") ? 23 : field.matches(".plain") ? 40 : 44,
          );
        }
        unmountAll();
      }
    });
  }
});

describe("the form of an acceptance", () => {
  afterEach(unmountAll);
  const focused = (card: Mounted): Element | null => card.root.activeElement;

  async function withForm(): Promise<Mounted> {
    const card = await mount({ message: createRisk() });
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    for (const button of card.$$(".check button.plain"))
      if (button.textContent!.includes("Accept this risk")) {
        button.focus();
        button.click();
      }
    await card.settle();
    return card;
  }

  it("can be completed with the keyboard; the focus stays in its row", async () => {
    const card = await withForm();
    await sendKeys({ press: "Tab" });
    expect(focused(card)?.getAttribute("name")).to.equal("reason");
    await sendKeys({ type: "It is offline" });
    // A message in between must not change the focus or the input.
    card.connection.push(createRisk({ checked_at: iso(-1) }));
    await card.settle();
    expect((focused(card) as HTMLInputElement).value).to.equal("It is offline");
    (card.$("input[name=until]") as HTMLInputElement).value = "2031-06-01";
    card.connection.replies["security_posture/accept_risk"] = {};
    await sendKeys({ press: "Enter" });
    await settled();
    await card.settle();
    expect(card.connection.sent).to.deep.equal([
      {
        type: "security_posture/accept_risk",
        check_id: "bans_disabled",
        reason: "It is offline",
        until: "2031-06-01",
      },
    ]);
    expect(card.$$("form").length).to.equal(0);
    expect(focused(card)?.closest(".check") === card.$(".check"), "it stays there").to.equal(true);
  });

  it("keeps its input on Escape, and returns the focus to its button", async () => {
    const card = await withForm();
    expect(focused(card)?.textContent).to.contain("Accept this risk");
    await sendKeys({ press: "Tab" });
    await sendKeys({ type: "mine" });
    await sendKeys({ press: "Escape" });
    expect((card.$("input[name=reason]") as HTMLInputElement).value).to.equal("mine");
    await sendKeys({ down: "Shift" });
    await sendKeys({ press: "Tab" });
    await sendKeys({ up: "Shift" });
    await sendKeys({ press: "Enter" });
    await card.settle();
    expect(card.$$("form").length).to.equal(0);
    expect(focused(card)?.textContent).to.contain("Accept this risk");
  });

  it("sends nothing that is empty", async () => {
    const card = await withForm();
    await card.press("form button");
    expect(card.connection.sent).to.deep.equal([]);
    expect(card.$("input[name=reason]").matches(":invalid")).to.equal(true);
  });
});

describe("the live region", () => {
  afterEach(unmountAll);

  it("announces nothing at first, each change of the state once, and nothing else", async () => {
    const card = await mount({ message: createSnapshot() });
    const region = card.$(".visually-hidden[role=status]");
    const announced: string[] = [];
    const listen = (): void => void announced.push(region.textContent!);
    new MutationObserver(listen).observe(region, { characterData: true, subtree: true });
    const news = [
      createSnapshot({ score: 90 }),
      createRisk(),
      createRisk({ checked_at: iso(-60_000) }),
      createRisk({ stale: true }),
      createRisk(),
      createSnapshot(),
    ];
    for (const message of news) {
      card.connection.push(message);
      await card.settle();
      await settled();
    }
    const words = ["At risk", "Outdated", "At risk", "Good"];
    expect(announced).to.deep.equal(words.map((word) => `Home Assistant security: ${word}`));
  });
});
