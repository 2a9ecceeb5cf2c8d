/** What is pressed stays where it is, and the focus goes to what was opened and back. */
import { expect } from "@open-wc/testing";
import { createRisk, mount, unmountAll, type Mounted } from "./builders.js";
import { pause, pressWith } from "./presses.js";
import { everything } from "./sample-cards.js";

const PLACES = {
  "a section": { width: 464 },
  "a phone": { width: 374 },
  "the full width": { width: 1216, config: { layout: "full" } },
  "a wall": { width: 1280, height: 744, layout: "panel" },
  "a wall in portrait": { width: 800, height: 1224, layout: "panel" },
  "fixed rows": { width: 464, height: 760, config: { grid_options: { rows: 12 } } },
};

describe("what opens", () => {
  afterEach(async () => {
    unmountAll();
    document.documentElement.dir = "";
    document.documentElement.style.paddingBottom = "";
    scrollTo(0, 0);
    await pause(560);
  });

  const box = (element: Element): number[] => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [left, top, width, height];
  };

  for (const [place, wanted] of Object.entries(PLACES)) {
    for (const dir of ["ltr", "rtl"]) {
      it(`neither moves nor resizes the pressed tile: ${place}, ${dir}`, async () => {
        document.documentElement.dir = dir;
        for (const n of [1, 4, 8]) {
          const card = await mount({ message: everything(), ...wanted });
          const tile = card.$(`button.tile:nth-of-type(${n})`);
          const before = box(tile);
          pressWith(tile);
          await card.settle();
          expect(card.$$(".sheet"), "it is open").to.have.length(1);
          expect(box(tile)).to.deep.equal(before);
          unmountAll();
          await pause(560);
        }
      });
    }
  }

  it("a tile stays where it is when the area that was open above it closes", async () => {
    document.documentElement.style.paddingBottom = "2000px";
    const card = await mount({ message: everything() });
    await card.press("button.tile:nth-of-type(3)");
    const tile = card.$("button.tile:nth-of-type(8)");
    const sheet = card.$(".sheet").getBoundingClientRect().height;
    scrollTo(0, sheet + 40);
    const before = box(tile);
    pressWith(tile);
    await card.settle();
    expect(card.$(".sheet").previousElementSibling).to.equal(tile);
    expect(box(tile)).to.deep.equal(before);
  });

  const focused = (card: Mounted): Element | null => card.root.activeElement;

  it("the focus goes to the title of what was opened, and back when it is closed", async () => {
    for (const opener of ["button.tile:nth-of-type(3)", ".buttons .plain", ".buttons .plain + *"]) {
      const card = await mount({ message: createRisk() });
      card.$(opener).focus();
      await card.press(opener);
      expect(focused(card)).to.equal(card.$(".sheet h3"));
      card.$(".sheet .close").focus();
      await card.press(".sheet .close");
      expect(focused(card), opener).to.equal(card.$(opener));
      unmountAll();
    }
  });

  it("Escape closes it, unless something is being written", async () => {
    const card = await mount({ message: createRisk() });
    await card.press("button.tile:nth-of-type(3)");
    await card.press(".check.fail summary");
    for (const button of card.$$(".check.fail button"))
      if (button.textContent!.includes("Accept")) button.click();
    await card.settle();
    const reason = card.$("input[name=reason]") as HTMLInputElement;
    const escape = async (selector = "form input"): Promise<void> => {
      const init = { key: "Escape", bubbles: true, composed: true, cancelable: true };
      card.$(selector).dispatchEvent(new KeyboardEvent("keydown", init));
      await card.settle();
    };
    reason.value = "It is offline";
    await escape();
    await escape(".sheet h3");
    expect(card.$$(".sheet")).to.have.length(1);
    expect(reason.value).to.equal("It is offline");
    reason.value = "";
    await escape();
    expect(card.$$(".sheet")).to.have.length(0);
  });
});
