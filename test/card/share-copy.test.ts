import { expect } from "@open-wc/testing";
import { createRisk, mount, unmountAll, type Mounted } from "./builders.js";
import { createReview } from "./sample-cards.js";
import { withHeldFiles } from "./held-files.js";

const MAKE = ".share > .plain";
const SAVE = ".share a";
const SWITCH = "[role=switch]";
const CHOOSE = "security_posture/share_safe/choose";
const MADE = {
  copy: { files: 3, left_out: 1, counts: { password: 2, person: 1234 }, zip: btoa("PK") },
};

async function opened(): Promise<Mounted> {
  const card = await mount({ message: createRisk() });
  await card.press(".admin .plain");
  return card;
}

/** Return a card that shows what was found. */
async function reviewed(fields: object = {}): Promise<Mounted> {
  const card = await opened();
  await card.press(MAKE);
  await push(card, { review: { ...createReview("Ottilie"), ...fields } });
  return card;
}

function button(card: Mounted, label: string): HTMLElement {
  const found = card.$$(".share button").find((each) => each.textContent!.trim() === label);
  expect(found, label).not.to.equal(undefined);
  return found!;
}

async function press(card: Mounted, label: string): Promise<void> {
  button(card, label).click();
  await card.settle();
}

/** Type into the field for own words. */
function type(card: Mounted, text: string): void {
  const field = card.$("textarea") as HTMLTextAreaElement;
  field.value = text;
  field.dispatchEvent(new Event("input"));
}

/** Return the field of a switch, by the text beside it. */
function toggle(card: Mounted, label: string): HTMLInputElement {
  const found = card.$$(SWITCH).find((each) => each.parentElement!.textContent!.includes(label));
  expect(found, label).not.to.equal(undefined);
  return found as HTMLInputElement;
}

async function push(card: Mounted, event: unknown): Promise<void> {
  card.connection.copy!(event);
  await card.settle();
}

describe("the copy to share", () => {
  afterEach(unmountAll);

  it("is made on request, shows what was replaced, and can be saved", async () => {
    const card = await opened();
    expect(card.connection.copy, "nothing is asked for by itself").to.equal(undefined);
    await card.press(MAKE);
    expect(card.$$(MAKE), "one at a time").to.have.length(0);
    await push(card, { progress: { done: 3, of: 8 } });
    expect(card.text()).to.contain("Reading the configuration: 3 of 8");
    expect(card.connection.copyAsked).to.have.length(1);
    await push(card, { review: createReview() });
    await press(card, "Create the copy");
    await push(card, { progress: { done: 3, of: 8 } });
    expect(card.text()).to.contain("Creating the copy: 3 of 8");
    await push(card, MADE);
    expect(card.text()).to.contain("1,236 values replaced. passwords 2 · people 1,234");
    expect(card.text()).to.contain("1 file was left out");
    const saved = await fetch(card.$(SAVE).getAttribute("href")!);
    expect(await saved.text()).to.equal("PK");
  });

  it("says what is always replaced, and what one suggested word is", async () => {
    const card = await reviewed();
    const texts = card.$$(".choice > :first-child").map((each) => each.textContent!.trim());
    expect(texts).to.deep.equal([
      "passwords always",
      "coordinates always",
      "people",
      "rooms and floors",
      "Ottilie name",
      "Ottilie username",
    ]);
    expect(card.$$(".choice:has(.tag) [role=switch]")).to.have.length(2);
  });

  it("is released when the list closes, or the right or the connection is lost", async () => {
    for (const end of [
      (card: Mounted) => card.press(".admin .plain"),
      (card: Mounted) => card.card.remove(),
      (card: Mounted) => card.connection.drop(),
    ]) {
      const card = await opened();
      await card.press(MAKE);
      await push(card, MADE);
      const href = card.$(SAVE).getAttribute("href")!;
      await end(card);
      await card.settle();
      expect(card.$$(SAVE)).to.have.length(0);
      const gone = await fetch(href).then(
        () => false,
        () => true,
      );
      expect(gone, "the bytes are freed").to.equal(true);
    }
  });

  it("keeps the bytes of one copy only", async () => {
    await withHeldFiles(async (held) => {
      const card = await opened();
      await card.press(MAKE);
      await push(card, MADE);
      await push(card, MADE);
      expect(held.size).to.equal(1);
      await push(card, { copy: { ...MADE.copy, counts: { person: "all" } } });
      expect(card.text()).to.contain("could not be created");
      expect(held.size).to.equal(0);
    });
  });

  it("is cancelled on the server as well", async () => {
    const card = await opened();
    await card.press(MAKE);
    const late = card.connection.copy!;
    await card.press(".admin .plain");
    expect(card.connection.copy).to.equal(undefined);
    late(MADE);
    await card.press(".admin .plain");
    expect(card.$$(SAVE), "what comes late is not shown").to.have.length(0);
  });

  it("shows why there is none", async () => {
    for (const [code, words] of [
      ["unauthorized", "Only administrators who logged in with a password"],
      ["not_ready", "Another copy is being created"],
      ["unknown_command", "The copy could not be created"],
    ] as const) {
      const card = await opened();
      card.connection.copyRefused = code;
      await card.press(MAKE);
      expect(card.text()).to.contain(words);
      expect(card.$$(MAKE), "and can be tried again").to.have.length(1);
      unmountAll();
    }
  });

  it("rejects an invalid copy", async () => {
    for (const odd of [
      null,
      "x",
      {},
      { failed: "too_large" },
      { progress: { done: -1, of: 2 } },
      { copy: { ...MADE.copy, zip: "no base64 §" } },
      { copy: { ...MADE.copy, counts: { password: "2" } } },
      { copy: { ...MADE.copy, left_out: null } },
    ]) {
      const card = await opened();
      await card.press(MAKE);
      await push(card, odd);
      expect(card.$$(SAVE)).to.have.length(0);
      expect(card.text()).to.match(/could not be created|too large/);
      unmountAll();
    }
  });

  it("is reviewed first", async () => {
    const card = await reviewed();
    expect(card.connection.copyAsked).to.deep.equal([
      { type: "security_posture/share_safe", review: true, words: [] },
    ]);
    const text = card.text().replaceAll(/\s+/g, " ");
    expect(text).to.contain("The copy will contain 1,234 files. These values will be replaced:");
    expect(text).to.contain("people 2,002 times").and.contain("rooms and floors 3,003 times");
    expect(text).to.contain("Ottilie name 14 times").and.contain("Ottilie username 14 times");
    expect(text).to.contain("Ottilie: not replaced where Home Assistant or another program");
    expect(text).to.contain("5 files were left out");
    expect(card.$$(SAVE), "nothing is handed out yet").to.have.length(0);
    const details = card.$$("details") as HTMLDetailsElement[];
    expect(details.some(({ open }) => open)).to.equal(false);
    details.forEach((each) => (each.open = true));
    const shown = card.text().replaceAll(/\s+/g, " ");
    expect(shown).to.contain("packages/Ottilie.yaml:1234").and.contain("1,999 more");
    expect(shown).to.contain("Ottilie.yaml invalid YAML");
  });

  it("has switches for all but what is always replaced", async () => {
    const card = await reviewed();
    const states = card.$$(SWITCH).map((each) => (each as HTMLInputElement).checked);
    expect(states).to.deep.equal([true, false, false, false]);
    expect(card.$$(".choice")).to.have.length(6);
    for (const kind of ["passwords", "coordinates"])
      expect(card.$$("label").some(({ textContent }) => textContent!.includes(kind))).to.equal(
        false,
      );
  });

  it("keeps each decision on the server", async () => {
    const card = await reviewed();
    card.connection.replies[CHOOSE] = {};
    toggle(card, "Ottilie").click();
    await card.settle();
    toggle(card, "people").click();
    await card.settle();
    expect(card.connection.sent).to.deep.equal([
      { type: CHOOSE, kind: "person", text: "Ottilie", on: true },
      { type: CHOOSE, kind: "person", on: false },
    ]);
    expect(toggle(card, "Ottilie").checked).to.equal(true);
    expect(toggle(card, "people").checked).to.equal(false);
    expect(card.$(".share > [role=status]").textContent!.trim()).to.equal("");
  });

  it("sends the switches that were shown, also one that was pressed just before", async () => {
    const card = await reviewed({ takes_reviewed: true });
    card.connection.replies[CHOOSE] = {};
    toggle(card, "people").click();
    await press(card, "Create the copy");
    expect(card.connection.copyAsked[1]!.reviewed).to.deep.equal([
      { kind: "person", on: false },
      { kind: "area", on: false },
      { kind: "person", text: "Ottilie", on: false },
      { kind: "user", text: "Ottilie", on: false },
    ]);
    await press(card, "Cancel");
    await press(card, "Update the review");
    expect(card.connection.copyAsked[2]).not.to.have.property("reviewed");
  });

  it("sends no switches to a server that does not know them", async () => {
    const card = await reviewed();
    await press(card, "Create the copy");
    expect(card.connection.copyAsked[1]).not.to.have.property("reviewed");
  });

  it("shows a decision that was not kept", async () => {
    const card = await reviewed();
    card.connection.replies[CHOOSE] = { code: "not_ready" };
    toggle(card, "Ottilie").click();
    await card.settle();
    expect(toggle(card, "Ottilie").checked).to.equal(false);
    expect(card.text()).to.contain("The choice could not be saved");
    card.connection.replies[CHOOSE] = {};
    toggle(card, "Ottilie").click();
    await card.settle();
    expect(toggle(card, "Ottilie").checked).to.equal(true);
    expect(card.text()).not.to.contain("could not be kept");
  });

  it("shows no names any more once the right to them is lost", async () => {
    for (const lose of [
      async (card: Mounted) => {
        card.connection.replies[CHOOSE] = { code: "unauthorized" };
        toggle(card, "Ottilie").click();
        await card.settle();
      },
      async (card: Mounted) => {
        await press(card, "Create the copy");
        await push(card, { failed: "unauthorized" });
      },
    ]) {
      const card = await reviewed();
      await lose(card);
      expect(card.text())
        .to.contain("Only administrators who logged in")
        .and.not.contain("Ottilie");
      expect(card.$$(SWITCH)).to.have.length(0);
      unmountAll();
    }
  });

  it("replaces the user's own words, and shows which are not", async () => {
    const card = await reviewed();
    type(card, " Otti, Moonbase\n\nAcme,on ");
    await press(card, "Update the review");
    const words = ["Otti", "Moonbase", "Acme", "on"];
    expect(card.connection.copyAsked[1]).to.deep.include({ review: true, words });
    await push(card, { failed: "invalid_format" });
    expect(card.text()).to.contain("2 to 100 characters");
    expect((card.$("textarea") as HTMLTextAreaElement).value, "to be corrected").to.contain("Otti");
    await press(card, "Create the copy");
    expect(card.connection.copyAsked[2]).to.deep.include({ review: false, words });
    await push(card, { copy: { ...MADE.copy, words: [{ word: "on", why: "keyword" }] } });
    expect(card.text()).to.contain("on: not replaced where Home Assistant");
    expect(card.$$("textarea, .choice")).to.have.length(0);
  });

  it("can be cancelled, and comes back to what was reviewed", async () => {
    const card = await reviewed();
    await press(card, "Create the copy");
    const late = card.connection.copy!;
    await push(card, { progress: { done: 3, of: 8 } });
    await press(card, "Cancel");
    expect(card.connection.copy, "on the server as well").to.equal(undefined);
    late(MADE);
    await card.settle();
    expect(card.$$(SAVE)).to.have.length(0);
    expect(card.$$(SWITCH)).to.have.length(4);
    await press(card, "Update the review");
    await press(card, "Cancel");
    expect(card.$$(SWITCH)).to.have.length(4);
  });

  it("forgets everything when the list closes", async () => {
    const card = await reviewed();
    type(card, "Otti");
    await card.press(".admin .plain");
    await card.press(".admin .plain");
    expect(card.text()).not.to.contain("Ottilie");
    await card.press(MAKE);
    expect(card.connection.copyAsked.at(-1)).to.deep.include({ words: [] });
    await push(card, { review: createReview() });
    expect((card.$("textarea") as HTMLTextAreaElement).value).to.equal("");
  });

  it("keeps the focus where the work goes on", async () => {
    const card = await opened();
    card.$(MAKE).focus();
    await card.press(MAKE);
    expect(card.root.activeElement!.textContent).to.contain("Cancel");
    await push(card, { review: createReview() });
    expect(card.root.activeElement!.localName).to.equal("h3");
    button(card, "Create the copy").focus();
    await press(card, "Create the copy");
    expect(card.root.activeElement!.textContent).to.contain("Cancel");
    await push(card, MADE);
    expect(card.root.activeElement!.textContent).to.contain("Download the copy");
  });

  it("keeps what is always replaced on one line of words", async () => {
    const card = await reviewed();
    card.card.style.cssText = "display: block; width: 320px";
    await card.settle();
    const fixed = card.$$(".choice > span:first-child");
    expect(fixed).to.have.length(2);
    for (const row of fixed) {
      const [name, tag] = [row.querySelector("bdi")!, row.querySelector(".tag")!];
      expect(getComputedStyle(row).display).to.equal("block");
      const gap = tag.getBoundingClientRect().left - name.getBoundingClientRect().right;
      expect(gap, "as in a row with a switch").to.be.below(8);
      expect(row.getBoundingClientRect().height).to.be.at.least(44);
    }
  });

  it("has targets for a finger, and fits the smallest card", async () => {
    const card = await reviewed();
    card.card.style.cssText = "display: block; width: 320px";
    await card.settle();
    for (const part of card.$$(".choice label, .share summary, textarea, .share .plain")) {
      const { height, right } = part.getBoundingClientRect();
      // At this scale buttons are as high as those of Home Assistant.
      expect(height, part.textContent!).to.be.at.least(part.matches(".plain") ? 40 : 44);
      expect(right).to.be.at.most(card.card.getBoundingClientRect().right);
    }
    const body = card.$(".body");
    expect(body.scrollWidth).to.be.at.most(body.clientWidth);
  });

  it("rejects an invalid review", async () => {
    const valid = createReview() as { kinds: object[] };
    for (const odd of [
      { kinds: null },
      { kinds: [{ ...valid.kinds[0], on: "yes" }] },
      { kinds: [{ ...valid.kinds[0], places: [{ file: 7, line: 1 }] }] },
      { suggestions: Array.from({ length: 501 }, () => ({})) },
      { words: [{ word: "on" }] },
      { left_out: ["a.yaml"] },
      { files: -1 },
    ]) {
      const card = await reviewed(odd);
      expect(card.$$(SWITCH)).to.have.length(0);
      expect(card.text()).to.contain("could not be created");
      unmountAll();
    }
  });

  it("is offered to administrators only, and with its texts only", async () => {
    const silent = await mount({ message: createRisk(), hass: { localize: () => "" } });
    expect(silent.$$(".admin, button:not(.device *)")).to.have.length(0);
    expect(silent.$$(MAKE)).to.have.length(0);
    unmountAll();
    const always = { details: "always" };
    const viewer = await mount({
      message: createRisk(),
      config: always,
      hass: { user: { is_admin: false } },
    });
    expect(viewer.$$(MAKE)).to.have.length(0);
  });
});
