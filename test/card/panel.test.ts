/** What is opened has one frame: a title, a way to close it that stays in view, the content. */
import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import { mount, unmountAll, type Mounted } from "./builders.js";
import { PANELS, everything, open } from "./sample-cards.js";
import { goldenAdmin } from "./golden-reports.js";

const TITLES: Record<string, string> = {
  evidence: "Bans",
  review: "All checks",
  report: "All checks",
  changes: "Recent changes",
  list: "All checks",
};

describe("the frame of what is opened", () => {
  afterEach(unmountAll);

  for (const panel of Object.keys(PANELS)) {
    it(`has a title and a button to close it: ${panel}`, async () => {
      const card = await mount({ message: everything() });
      await open(card, panel);
      expect(card.$$(".sheet")).to.have.length(1);
      expect(card.$(".sheet h3").textContent).to.equal(TITLES[panel]);
      expect(card.$(".sheet").getAttribute("aria-labelledby")).to.equal("sheet");
      await card.press(".sheet .close");
      expect(card.$$(".sheet")).to.have.length(0);
      expect(card.$$(".covered")).to.have.length(0);
    });
  }

  it("closes with Escape, but not while a field has text", async () => {
    const card = await mount({ message: everything() });
    await open(card, "evidence");
    const input = card.$("form input") as HTMLInputElement;
    input.focus();
    await sendKeys({ type: "It" });
    await sendKeys({ press: "Escape" });
    await card.settle();
    expect(input.isConnected && input.value).to.equal("It");
    input.value = "";
    card.$(".sheet .close").focus();
    let outside = 0;
    const count = (): void => void outside++;
    document.addEventListener("keydown", count);
    await sendKeys({ press: "Escape" });
    document.removeEventListener("keydown", count);
    await card.settle();
    expect(card.$$(".sheet")).to.have.length(0);
    expect(outside, "a dialog around the card stays open").to.equal(0);
  });

  it("stands in the flow of a card of automatic height, its title below the page's toolbar", async () => {
    document.documentElement.style.setProperty("--header-height", "56px");
    const card = await mount({ message: goldenAdmin("report-at-risk.json"), width: 464 });
    const before = card.$(".hero").getBoundingClientRect().height;
    await card.press(".admin .plain");
    expect(card.$(".hero").getBoundingClientRect().height).to.equal(before);
    expect(getComputedStyle(card.$(".hero")).visibility).to.equal("visible");
    scrollTo(0, card.$(".sheet").getBoundingClientRect().top + scrollY + 900);
    const { top } = card.$(".sheet .close").getBoundingClientRect();
    expect(top).to.be.within(56, 64);
    document.documentElement.style.removeProperty("--header-height");
    scrollTo(0, 0);
  });

  for (const [name, wanted] of Object.entries({
    "of fixed height": { config: { grid_options: { rows: 8 } }, height: 504, width: 464 },
    "in a panel view": { layout: "panel", height: 560, width: 780 },
  })) {
    it(`covers a card ${name}, which keeps its size`, async () => {
      const card = await mount({ message: goldenAdmin("report-at-risk.json"), ...wanted });
      const box = (selector: string): DOMRect => card.$(selector).getBoundingClientRect();
      const [before, tileBefore] = [box("ha-card"), box(".tile")];
      await card.press(".admin .plain");
      scrollTo(0, 0);
      const cardBefore = box("ha-card");
      expect([cardBefore.width, cardBefore.height]).to.deep.equal([before.width, before.height]);
      const { x, y, width: wide, height } = tileBefore;
      expect(box(".tile")).to.include({ x, y, width: wide, height });
      const { top, bottom, width } = box(".sheet");
      expect(top).to.be.closeTo(cardBefore.top, 1);
      expect(bottom).to.be.closeTo(cardBefore.bottom, 1);
      expect(width).to.be.closeTo(cardBefore.width, 2);
      for (const hidden of [".hero", ".tile", ".admin"])
        expect(getComputedStyle(card.$(hidden)).visibility, hidden).to.equal("hidden");
      expect(getComputedStyle(card.$(".close")).visibility).to.equal("visible");
      card.$(".sheet").scrollTop = 500;
      expect(card.$(".sheet").scrollTop).to.equal(500);
      expect(box(".close").top).to.be.closeTo(cardBefore.top, 8);
      expect(topmost(card, ".close")).to.equal(true);
    });
  }
});

/** Return whether a press in the middle of an element reaches it. */
function topmost({ $, root }: Mounted, selector: string): boolean {
  const { left, top, width, height } = $(selector).getBoundingClientRect();
  return root.elementFromPoint(left + width / 2, top + height / 2) === $(selector);
}
