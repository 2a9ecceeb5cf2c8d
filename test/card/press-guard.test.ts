/** A second press within half a second reaches nothing. Real presses: test/e2e/double-press.test.ts. */
import { expect } from "@open-wc/testing";
import type { SecurityPostureBadge } from "../../src/security-posture-badge.js";
import { createRisk, mount, unmountAll, type Mounted } from "./builders.js";
import { pause, pressWith } from "./presses.js";

const BANS = "button.tile:nth-of-type(3)";
const REST = 560;

describe("the guard against a second press", () => {
  let card: Mounted;
  beforeEach(async () => {
    card = await mount({ message: createRisk() });
  });
  afterEach(async () => {
    unmountAll();
    await pause(REST);
  });

  const isOpen = (): boolean => card.$(BANS).getAttribute("aria-expanded") === "true";

  /** Add something to the page that is not the card's. */
  function outside<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    const { left, top, width, height } = card.$(BANS).getBoundingClientRect();
    const box = { left, top, width, height };
    element.style.position = "fixed";
    for (const [side, length] of Object.entries(box))
      element.style.setProperty(side, `${length}px`);
    document.body.append(element);
    return element;
  }

  it("leaves a tile open that is pressed twice, and three times", async () => {
    expect(pressWith(card.$(BANS))).to.equal(true);
    await card.settle();
    expect(pressWith(card.$(BANS))).to.equal(false);
    await pause(300);
    expect(pressWith(card.$(BANS)), "the third follows the second").to.equal(false);
    await card.settle();
    expect(isOpen()).to.equal(true);
    await pause(REST);
    expect(pressWith(card.$(BANS))).to.equal(true);
    await card.settle();
    expect(isOpen()).to.equal(false);
  });

  it("keeps it from what comes under the finger outside the card", async () => {
    pressWith(card.$(BANS));
    const dialog = outside("button");
    const steps: string[] = [];
    for (const type of ["pointerdown", "mousedown", "pointerup", "click"])
      dialog.addEventListener(type, () => steps.push(type));
    expect(pressWith(dialog)).to.equal(false);
    expect(steps).to.deep.equal([]);
    await pause(REST);
    expect(pressWith(dialog)).to.equal(true);
  });

  it("lets a press through that is meant for something else", () => {
    pressWith(card.$(BANS));
    expect(pressWith(outside("button"), { dx: 60 })).to.equal(true);
  });

  it("knows a second press that begins before the click of the first one", async () => {
    const tile = card.$(BANS);
    const { left: clientX, top: clientY } = tile.getBoundingClientRect();
    const init = { clientX, clientY, detail: 1, bubbles: true, composed: true, cancelable: true };
    for (const type of ["pointerdown", "pointerup", "pointerdown"])
      tile.dispatchEvent(new PointerEvent(type, init));
    for (const type of ["click", "pointerup", "click"])
      tile.dispatchEvent(new MouseEvent(type, init));
    await card.settle();
    expect(isOpen()).to.equal(true);
  });

  it("lets keys and programs through", async () => {
    pressWith(card.$(BANS));
    await card.settle();
    card.$(BANS).click(); // without a detail, as a key causes it
    await card.settle();
    expect(isOpen()).to.equal(false);
  });

  it("lets keys and programs through after a second press too", async () => {
    pressWith(card.$(BANS));
    await card.settle();
    expect(pressWith(card.$(BANS))).to.equal(false);
    card.$(BANS).click();
    await card.settle();
    expect(isOpen()).to.equal(false);
  });

  it("does not guard after a press on plain text, where a double press selects a word", () => {
    expect(pressWith(card.$(".hero .word"))).to.equal(true);
    expect(pressWith(card.$(".hero .word"))).to.equal(true);
  });

  it("lets the second press into the same field, and into no other", async () => {
    const list = await mount({ message: createRisk(), config: { details: "always" } });
    await list.press(".check.fail summary");
    for (const button of list.$$(".check.fail button"))
      if (button.textContent!.includes("Accept")) button.click();
    await list.settle();
    const [reason, until] = list.$$("form input");
    expect(pressWith(reason!)).to.equal(true);
    expect(pressWith(reason!)).to.equal(true);
    const dy = until!.getBoundingClientRect().top - reason!.getBoundingClientRect().top;
    until!.style.marginTop = `${-dy}px`;
    expect(pressWith(until!)).to.equal(false);
  });

  it("also guards after a press on the badge", async () => {
    const badge = document.createElement("security-posture-badge") as SecurityPostureBadge;
    const action = { action: "navigate", navigation_path: "/lovelace/0" };
    badge.setConfig({ tap_action: action });
    badge.hass = card.card.hass!;
    document.body.append(badge);
    await badge.updateComplete;
    const button = badge.shadowRoot!.querySelector("button")!;
    expect(pressWith(button)).to.equal(true);
    expect(pressWith(button)).to.equal(false);
  });
});
