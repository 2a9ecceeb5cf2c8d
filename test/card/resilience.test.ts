import { expect } from "@open-wc/testing";
import type { HomeAssistant } from "../../src/ha/home-assistant.js";
import {
  FakeConnection,
  createRandom,
  createRisk,
  createSnapshot,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { Clock } from "./clock.js";

const word = ({ $ }: Mounted): string => $(".word").textContent!.trim();

describe("resilience", () => {
  const clock = new Clock();
  const rejected: unknown[] = [];
  const onReject = ({ reason }: PromiseRejectionEvent): void => void rejected.push(reason);
  beforeEach(() => {
    clock.install();
    window.addEventListener("unhandledrejection", onReject);
  });
  afterEach(() => {
    clock.restore();
    window.removeEventListener("unhandledrejection", onReject);
    unmountAll();
    expect(rejected).to.deep.equal([]);
  });

  it("20 restarts, each with a new element and a late command", async () => {
    const random = createRandom(7);
    const connection = new FakeConnection();
    let card = await mount({ connection });
    for (let n = 0; n < 20; n++) {
      connection.drop();
      await clock.advance(random() * 40_000);
      connection.answer = { code: "unknown_command" };
      connection.restore();
      // As Lovelace does at every reconnect.
      card.card.remove();
      card = await mount({ connection });
      await clock.advance(random() * 30_000);
      connection.answer = "accept";
      connection.message = n % 2 ? createSnapshot() : createRisk();
      await clock.advance(15_000);
      await card.settle();
      expect(word(card), `after restart ${n + 1}`).to.equal(n % 2 ? "Good" : "At risk");
      expect(connection.subscriptions).to.equal(1);
      expect(connection.listeners).to.equal(2);
    }
  });

  it("a command that is missing for 60 s after a reconnect", async () => {
    const card = await mount({ message: createRisk() });
    card.connection.drop();
    card.connection.answer = { code: "unknown_command" };
    card.connection.restore();
    await clock.advance(9_000);
    await card.settle();
    expect(word(card), "no flicker").to.equal("At risk");
    await clock.advance(51_000);
    await card.settle();
    expect(word(card)).to.equal("No response");
    expect(card.$$(".tile.ok, button:not(.device *)")).to.have.length(0);
    expect(card.connection.asked).to.be.within(6, 11);
    card.connection.answer = "accept";
    await clock.advance(15_000);
    await card.settle();
    expect(word(card)).to.equal("At risk");
    expect(card.connection.subscriptions).to.equal(1);
  });

  it("a server that never answers", async () => {
    const connection = new FakeConnection();
    connection.answer = "silent";
    const card = await mount({ connection });
    expect(word(card)).to.equal("Connecting");
    await clock.advance(10_100);
    await card.settle();
    expect(word(card)).to.equal("No response");
    expect(card.$$(".ok")).to.have.length(0);
    await clock.advance(600_000);
    expect(connection.asked).to.be.within(20, 40);
  });

  it("100 messages a second: the last one is shown, few are rendered", async () => {
    const card = await mount();
    let drawn = 0;
    const { card: element } = card;
    const update = (element as unknown as { update(): void }).update.bind(element);
    Object.assign(element, { update: () => void (drawn++, update()) });
    for (let n = 0; n < 1_000; n++) {
      card.connection.push(n === 999 ? createRisk() : createSnapshot({ score: n % 100 }));
      await clock.advance(10);
    }
    await clock.advance(1_000);
    await card.settle();
    expect(word(card)).to.equal("At risk");
    expect(drawn).to.be.within(20, 125);
  });

  it("a device that slept subscribes again for the server's time", async () => {
    const card = await mount({ message: createSnapshot() });
    const real = Date.now;
    const asleep = real();
    try {
      Date.now = () => asleep;
      await clock.advance(0);
      card.connection.drop();
      card.connection.restore();
      await clock.advance(61_000);
      const before = card.connection.asked;
      // Twelve hours of wall-clock time, one minute of monotonic time.
      Date.now = () => asleep + 12 * 3_600_000;
      card.connection.message = createRisk();
      await clock.advance(61_000);
      await card.settle();
      expect(card.connection.asked).to.equal(before + 1);
      expect(word(card)).to.equal("At risk");
      await clock.advance(600_000);
      expect(card.connection.asked, "once for a sleep").to.be.at.most(before + 2);
    } finally {
      Date.now = real;
    }
  });

  const CLOCKS = { "a day": 86_400_000, "ten years": 3_650 * 86_400_000 };
  for (const [name, error] of Object.entries(CLOCKS)) {
    for (const sign of [-1, 1]) {
      it(`a device whose clock is wrong by ${sign < 0 ? "minus " : ""}${name}`, async () => {
        const real = Date.now;
        Date.now = () => real() + sign * error;
        try {
          const card = await mount({ message: createSnapshot() });
          expect(word(card)).to.equal("Good");
          expect(card.text()).to.contain("Checked 4 min. ago");
          expect(card.text()).to.contain("This device's clock is off");
        } finally {
          Date.now = real;
        }
      });
    }
  }

  it("hass with a connection only", async () => {
    const card = await mount();
    const { connection } = card.card.hass!;
    for (const hass of [{ connection }, {}, undefined]) {
      card.card.hass = hass as HomeAssistant;
      await card.settle();
      expect(word(card)).to.match(/Good|Connecting/);
      expect(card.$$("button:not(.device *)")).to.have.length(0);
    }
  });
});
