import { expect } from "@open-wc/testing";
import type { AdminSession } from "../../src/connection/admin-session.js";
import { mount, unmountAll, type Mounted } from "./builders.js";
import { Clock } from "./clock.js";
import { ADDRESS, NAME, PANELS, answerAll, everything } from "./sample-cards.js";

const IDLE = 5 * 60_000;
const WRITTEN = "Only reachable from the local network";

/** Return the fields of the session that are not empty. */
function held(card: Mounted): Record<string, unknown> {
  const { session } = card.card as unknown as { session: AdminSession };
  const { panel, area, draft, changes, acceptors, share, report } = session;
  const { evidence } = session as unknown as { evidence: Map<string, unknown> };
  const { copy, review, typed } = share;
  const opened = { panel, area, draft, changes, acceptors, evidence: evidence.size };
  const { isOpen, names } = report;
  const all = { ...opened, copy, review, typed, isOpen, names };
  const left = Object.entries(all).filter(([, value]) => value && value !== "none");
  return Object.fromEntries(left);
}

/** Nothing may be left on the card, in its fields, or behind a blob address. */
async function expectGone(card: Mounted, url: string | undefined): Promise<void> {
  await card.settle();
  expect(held(card)).to.deep.equal({});
  expect(card.$$(".inside, .all, .evidence, form, input, textarea, a[download]")).to.have.length(0);
  for (const text of [ADDRESS, NAME, WRITTEN]) expect(card.root.textContent).not.to.contain(text);
  if (url) expect(await fetch(url).catch(() => "revoked")).to.equal("revoked");
}

describe("what an administrator has opened", () => {
  const clock = new Clock();
  beforeEach(() => clock.install());
  afterEach(() => {
    clock.restore();
    unmountAll();
  });

  /** Open a panel and return the address of the copy in it, if there is one. */
  async function opened(panel: string, config = {}): Promise<[Mounted, string | undefined]> {
    const card = await mount({ message: everything(), config });
    answerAll(card.connection);
    await PANELS[panel]!(card);
    await clock.advance(1);
    await card.settle();
    const [field] = card.$$("form input, textarea") as HTMLInputElement[];
    if (field) field.value = WRITTEN;
    field?.dispatchEvent(new Event("input"));
    return [card, card.root.querySelector<HTMLAnchorElement>("a[download]")?.href];
  }

  const ENDS: Record<string, (card: Mounted) => unknown> = {
    "there was no input for five minutes": () => clock.advance(IDLE),
    "the user signs out": ({ card }) => {
      card.hass = { ...card.hass!, user: undefined };
    },
    "another user signs in": ({ card }) => {
      card.hass = { ...card.hass!, user: { is_admin: false } };
    },
    "the socket is lost": ({ connection }) => connection.drop(),
    "the element leaves the page": ({ card }) => card.remove(),
  };
  for (const [name, end] of Object.entries(ENDS)) {
    for (const panel of Object.keys(PANELS)) {
      it(`is cleared when ${name}: ${panel}`, async () => {
        const [card, url] = await opened(panel);
        expect(held(card)).not.to.deep.equal({});
        if (panel === "evidence") {
          expect(card.text()).to.contain(ADDRESS).and.contain(NAME);
          expect(held(card)).to.include.keys("evidence", "acceptors", "draft");
        }
        if (panel === "review") {
          expect(card.text()).to.contain(NAME);
          expect(held(card)).to.include.keys("review", "typed");
        }
        if (panel === "report") expect(held(card)).to.include.keys("isOpen", "names");
        if (panel === "list") expect(url).to.match(/^blob:/);
        await end(card);
        await card.settle();
        for (const text of [ADDRESS, NAME, WRITTEN]) expect(card.text()).not.to.contain(text);
        // Findings stay for ten seconds, in case the loss is a short one.
        if (name.includes("socket")) await clock.advance(10_100);
        await expectGone(card, url);
      });
    }
  }

  it("stays while there is input, and closes five minutes later", async () => {
    const [card] = await opened("evidence");
    for (let n = 0; n < 3; n++) {
      await clock.advance(IDLE - 1_000);
      card
        .$(".body")
        .dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, composed: true }));
    }
    await card.settle();
    expect(card.text()).to.contain(ADDRESS);
    await clock.advance(IDLE - 1_000);
    await card.settle();
    expect(card.text()).to.contain(ADDRESS);
    await clock.advance(1_100);
    await expectGone(card, undefined);
  });

  it("closes as well if the list is always open and was used by keyboard", async () => {
    const card = await mount({ message: everything(), config: { details: "always" } });
    answerAll(card.connection);
    await card.openRows();
    await card.press(".check .plain[aria-expanded=false]");
    await clock.advance(1);
    await card.settle();
    expect(card.text()).to.contain(ADDRESS);
    await clock.advance(IDLE);
    await card.settle();
    expect(held(card)).to.deep.equal({});
    expect(card.text()).not.to.contain(ADDRESS);
  });

  it("is never shown with details: never", async () => {
    const card = await mount({ message: everything(), config: { details: "never" } });
    expect(card.$$("button:not(.device *), a, .check, form")).to.have.length(0);
    expect(card.text()).not.to.contain("It is offline");
    expect(card.connection.sent).to.deep.equal([]);
  });

  it("is not stored in the browser", async () => {
    await opened("evidence");
    expect({ ...localStorage, ...sessionStorage }).to.deep.equal({});
    expect(await indexedDB.databases()).to.deep.equal([]);
  });
});
