import { expect } from "@open-wc/testing";
import { createRisk, mount, unmountAll, type Mounted } from "./builders.js";

const MAKE = ".share > .plain";
const SAVE = ".share a";
const MADE = {
  copy: { files: 3, left_out: 1, counts: { password: 2, person: 1234 }, zip: btoa("PK") },
};

async function opened(): Promise<Mounted> {
  const card = await mount({ message: createRisk() });
  await card.press(".admin .plain");
  return card;
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
    expect(card.text()).to.contain("Creating the copy: 3 of 8");
    await push(card, MADE);
    expect(card.text()).to.contain("1,236 values replaced. passwords 2 · people 1,234");
    expect(card.text()).to.contain("1 file was left out");
    const saved = await fetch(card.$(SAVE).getAttribute("href")!);
    expect(await saved.text()).to.equal("PK");
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
    const held = new Set<string>();
    const { createObjectURL: create, revokeObjectURL: revoke } = URL;
    URL.createObjectURL = (blob: Blob) => {
      const url = create.call(URL, blob);
      held.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => void (held.delete(url), revoke.call(URL, url));
    try {
      const card = await opened();
      await card.press(MAKE);
      await push(card, MADE);
      await push(card, MADE);
      expect(held.size).to.equal(1);
      await push(card, { copy: { ...MADE.copy, counts: { person: "all" } } });
      expect(card.text()).to.contain("could not be created");
      expect(held.size).to.equal(0);
    } finally {
      Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke });
    }
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
      ["unauthorized", "Log in with a password"],
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

  it("is offered to administrators only, and with its texts only", async () => {
    const silent = await mount({ message: createRisk(), hass: { localize: () => "" } });
    expect(silent.$$(".admin, button")).to.have.length(0);
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
