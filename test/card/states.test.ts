import { expect } from "@open-wc/testing";
import {
  HOUR,
  FakeConnection,
  createCheck,
  createCounts,
  createEmpty,
  createRisk,
  createSnapshot,
  createViewer,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";

const word = ({ $ }: Mounted): string => $(".word").textContent!.trim();
const tile = ({ $$ }: Mounted, label: string): HTMLElement =>
  $$(".tile").find((shown) => shown.querySelector(".label")!.textContent === label)!;
const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
const value = (shown: HTMLElement): string =>
  plain(shown.querySelector<HTMLElement>(".value")!.innerText);

/** Nothing on the card may look OK. */
function expectNoGreen(card: Mounted): void {
  expect(card.$$(".ok")).to.have.length(0);
}

describe("states", () => {
  afterEach(unmountAll);

  it("good", async () => {
    const card = await mount();
    expect(word(card)).to.equal("Good");
    expect(card.$(".hero").classList.contains("ok")).to.equal(true);
    expect(card.$$(".tile.ok")).to.have.length(8);
    expect(card.text()).to.contain("Score 97").and.contain("Checked 4 min. ago");
  });

  it("attention", async () => {
    const { areas } = createSnapshot() as { areas: { id: string }[] };
    const message = createRisk({
      state: "attention",
      counts: createCounts({ medium: 1, low: 2, unknown: 1, accepted: 1, passed: 9 }),
      areas: areas.map((area) => (area.id === "bans" ? { ...area, state: "warn" } : area)),
      checks: [createCheck({ status: "fail", severity: "medium" })],
    });
    const card = await mount({ message });
    expect(word(card)).to.equal("Attention");
    expect(card.$$(".counts li").map((count) => plain(count.textContent!))).to.deep.equal([
      "3 minor",
      "1 unknown",
      "1 accepted",
      "9 passed",
    ]);
    expect(tile(card, "Bans").classList.contains("warn")).to.equal(true);
    expect(value(tile(card, "Bans"))).to.equal("1 finding");
  });

  it("at risk", async () => {
    const card = await mount({ message: createRisk() });
    expect(word(card)).to.equal("At risk");
    expect(card.$(".hero").classList.contains("fail")).to.equal(true);
    expect(plain(card.$(".counts").textContent!)).to.contain("1 serious");
    expect(tile(card, "Bans").classList.contains("fail")).to.equal(true);
  });

  it("unknown", async () => {
    const areas = [{ id: "bans", state: "unknown", value: { kind: "count", n: 0 } }];
    const card = await mount({ message: createRisk({ state: "unknown", score: null, areas }) });
    expect(word(card)).to.equal("Unknown");
    expect(card.$(".hero").classList.contains("unknown")).to.equal(true);
    expect(value(tile(card, "Bans"))).to.equal("unknown");
    expect(card.$$(".tile.ok")).to.have.length(0);
  });

  it("provisional", async () => {
    const card = await mount({ message: createSnapshot({ provisional: true }) });
    expect(word(card)).to.equal("Good");
    expect(card.$(".note").textContent).to.contain("Provisional");
  });

  it("an area without checks shows why", async () => {
    const areas = [
      { id: "host", state: "not_applicable", value: null },
      { id: "bans", state: "not_applicable", value: null },
    ];
    const checks = [createCheck({ status: "not_applicable", reason: "not_configured" })];
    const admin = await mount({ message: createSnapshot({ areas, checks }) });
    expect(value(tile(admin, "Host"))).to.equal("not checked yet");
    expect(value(tile(admin, "Bans"))).to.equal("not applicable");
    const viewer = await mount({ message: createViewer({ areas }) });
    expect(value(tile(viewer, "Host"))).to.equal("not checked");
    expect(viewer.$$(".tile.ok")).to.have.length(0);
  });

  for (const [name, fields] of Object.entries({
    "the server says so": { stale: true },
    "fifteen hours have passed": { checked_at: iso(-15.1 * HOUR) },
    "it comes from the future": { checked_at: iso(HOUR) },
  })) {
    it(`stale, because ${name}`, async () => {
      const card = await mount({ message: createSnapshot(fields) });
      expect(word(card)).to.equal("Outdated");
      expect(card.$(".counts").textContent).to.contain("last: good");
      expect(card.$$(".tile.unknown")).to.have.length(8);
      expect(value(tile(card, "Host"))).to.equal("last: OK");
      expect(card.text()).not.to.contain("Score");
      expect(card.$$(".tile.ok")).to.have.length(0);
    });
  }

  for (const [phase, expected] of Object.entries({
    starting: "Starting",
    not_configured: "Not set up",
    failed: "Error",
  })) {
    it(`says ${expected} in the phase ${phase}`, async () => {
      const card = await mount({ message: createEmpty(phase) });
      expect(word(card)).to.equal(expected);
      expect(card.$(".note").textContent!.trim()).not.to.equal("");
      expectNoGreen(card);
      expect(card.$$("button:not(.device *)")).to.have.length(0);
    });
  }

  it("failed, with the last known state", async () => {
    const card = await mount({ message: createRisk({ phase: "failed" }) });
    expect(word(card)).to.equal("Error");
    expect(card.$(".counts").textContent).to.contain("last: at risk");
    expect(card.$$(".tile.unknown")).to.have.length(8);
  });

  it("failed after a good check: the last known state is grey", async () => {
    const card = await mount({ message: createSnapshot({ phase: "failed" }) });
    expect(word(card)).to.equal("Error");
    expect(card.$(".counts").textContent).to.contain("last: good");
    expect(card.$$(".tile.unknown")).to.have.length(8);
    const [was, hero] = [card.$(".counts .glyph"), card.$(".hero > .glyph")];
    expect(getComputedStyle(was).stroke).to.equal(getComputedStyle(hero).stroke);
  });

  it("unreadable", async () => {
    const card = await mount({ message: { schema: 1, state: "good" } });
    expect(word(card)).to.equal("Incompatible data");
    expectNoGreen(card);
  });

  it("of a newer backend", async () => {
    const card = await mount({ message: createSnapshot({ schema: 2 }) });
    expect(word(card)).to.equal("Reload needed");
    expectNoGreen(card);
  });

  it("viewer: the same glance without buttons", async () => {
    const card = await mount({ message: createViewer(), hass: { user: { is_admin: false } } });
    expect(word(card)).to.equal("Good");
    expect(card.$$(".tile")).to.have.length(8);
    expect(card.$$("button:not(.device *), a")).to.have.length(0);
    expect(card.$$("[tabindex]"), "but to scroll").to.deep.equal([card.$(".body")]);
    expect(card.connection.sent).to.deep.equal([]);
  });

  it("viewer who sees the state only", async () => {
    const message = createViewer({ areas: [], counts: createCounts(), score: null });
    const card = await mount({ message, hass: { user: { is_admin: false } } });
    expect(word(card)).to.equal("Good");
    expect(card.$$(".tile, .counts")).to.have.length(0);
  });

  it("viewer who sees nothing", async () => {
    const message = createViewer({ state: "unknown", checked_at: null, areas: [], score: null });
    const card = await mount({ message, hass: { user: { is_admin: false } } });
    expect(word(card)).to.equal("Hidden");
    expectNoGreen(card);
  });

  it("a preview without data shows no state", async () => {
    const connection = new FakeConnection();
    connection.answer = "silent";
    const card = await mount({ connection, preview: true });
    expect(word(card)).to.equal("Connecting");
    expectNoGreen(card);
  });

  it("of a backend that is older than the card", async () => {
    const { stale_after: _unknown, ...older } = createSnapshot();
    const card = await mount({ message: older });
    expect(word(card)).to.equal("Good");
    expect(card.$(".reload").textContent).to.contain("older than this card");
    const oldest = await mount({ message: createSnapshot({ schema: 0 }) });
    expect(word(oldest)).to.equal("Update needed");
    expectNoGreen(oldest);
  });

  it("of a card whose rendering fails is not the previous one, and other cards go on", async () => {
    const broken = await mount();
    const other = await mount();
    const parts = broken.card as unknown as { render(): unknown };
    parts.render = () => {
      throw new Error("This cannot be drawn");
    };
    broken.card.requestUpdate();
    other.connection.push(createRisk());
    await broken.settle();
    await other.settle();
    expect(broken.root.textContent).to.contain("This cannot be drawn").and.not.contain("Good");
    expect(word(other)).to.equal("At risk");
    Reflect.deleteProperty(parts, "render");
    broken.connection.push(createRisk());
    await broken.settle();
    expect(word(broken), "it recovers").to.equal("At risk");
    expect(broken.root.textContent).not.to.contain("This cannot be drawn");
  });
});
