import { expect } from "@open-wc/testing";
import {
  DAY,
  HOUR,
  FakeConnection,
  createRisk,
  createSnapshot,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { parseSnapshot } from "../../src/connection/api.js";
import { modeOf } from "../../src/model/view-model.js";
import { Clock } from "./clock.js";

const word = ({ $ }: Mounted): string => $(".word").textContent!.trim();
const mode = ({ $ }: Mounted): string => $(".body").dataset.mode!;
const tile = ({ $$ }: Mounted, label: string): HTMLElement =>
  $$(".tile").find((shown) => shown.querySelector(".label")!.textContent === label)!;
const value = (shown: HTMLElement): string => shown.querySelector<HTMLElement>(".value")!.innerText;

/** Nothing on the card may look OK. */
function expectNoGreen(card: Mounted): void {
  expect(card.$$(".ok")).to.have.length(0);
}

describe("states of the connection", () => {
  const clock = new Clock();
  beforeEach(() => clock.install());
  afterEach(() => {
    clock.restore();
    unmountAll();
  });

  it("connecting, then no answer", async () => {
    const connection = new FakeConnection();
    connection.answer = "silent";
    const card = await mount({ connection });
    expect(word(card)).to.equal("Connecting");
    await clock.advance(10_100);
    await card.settle();
    expect(word(card)).to.equal("No response");
    expectNoGreen(card);
  });

  it("refused", async () => {
    const connection = new FakeConnection();
    connection.answer = { code: "unauthorized" };
    const card = await mount({ connection });
    await clock.advance(1);
    await card.settle();
    expect(word(card)).to.equal("Not allowed");
  });

  it("lost after ten seconds, with what was last known; back at once", async () => {
    const card = await mount({ message: createRisk() });
    await card.press("button.tile");
    card.connection.drop();
    await clock.advance(9_000);
    await card.settle();
    expect(word(card)).to.equal("At risk");
    await clock.advance(1_100);
    await card.settle();
    expect(word(card)).to.equal("No data");
    expect(card.$(".bar").textContent).to.contain("No connection. Last update 14:00");
    expect(card.$$(".tile.unknown")).to.have.length(8);
    expect(card.$$("button:not(.device *)"), "no details without a connection").to.have.length(0);
    card.connection.restore();
    await clock.advance(1);
    await card.settle();
    expect(word(card)).to.equal("At risk");
    expect(card.$$(".inside")).to.have.length(0);
  });

  it("a new element shows the data of the one before it, without a new subscription", async () => {
    const first = await mount({ message: createRisk() });
    first.card.remove();
    const second = await mount({ connection: first.connection });
    expect(word(second)).to.equal("At risk");
    expect(first.connection.asked).to.equal(1);
  });

  it("ends its subscription when no card is left", async () => {
    const card = await mount();
    card.card.remove();
    await clock.advance(5_100);
    expect(card.connection.subscriptions).to.equal(0);
    expect(card.connection.listeners).to.equal(0);
  });

  it("two cards share one subscription", async () => {
    const first = await mount();
    const second = await mount({ connection: first.connection });
    expect(first.connection.subscriptions).to.equal(1);
    first.connection.push(createRisk());
    await first.settle();
    await second.settle();
    expect([word(first), word(second)]).to.deep.equal(["At risk", "At risk"]);
  });

  it("becomes outdated by itself while the page stays open", async () => {
    const card = await mount();
    expect(mode(card)).to.equal("good");
    await clock.advance(12 * HOUR);
    await card.settle();
    expect(mode(card)).to.equal("good");
    await clock.advance(HOUR / 30);
    await card.settle();
    expect(mode(card)).to.equal("stale");
  });

  it("becomes outdated at the age that the backend sends", () => {
    const at = (stale_after: unknown, hours: number): string => {
      const parsed = parseSnapshot(createSnapshot({ stale_after }));
      return modeOf({ feed: "live", isSilent: false, received: { parsed, at: 0 } }, hours * HOUR);
    };
    expect([at(173_100, 48), at(173_100, 49)]).to.deep.equal(["good", "stale"]);
    expect([at(7_500, 2), at(7_500, 3)]).to.deep.equal(["good", "stale"]);
    expect([at(undefined, 12), at(undefined, 13)]).to.deep.equal(["good", "stale"]);
    expect(at("soon", 0)).to.equal("unreadable");
  });

  it("computes ages with the server's clock, not the device's", async () => {
    const real = Date.now;
    const { areas } = createSnapshot() as { areas: { id: string }[] };
    const message = createSnapshot({
      areas: areas.map((area) =>
        area.id === "backups" ? { ...area, value: { kind: "age", at: iso(-9 * HOUR) } } : area,
      ),
    });
    try {
      for (const error of [-3_650 * DAY, -DAY, DAY, 3_650 * DAY]) {
        Date.now = () => real() + error;
        const card = await mount({ message });
        expect(card.text()).to.contain("Checked 4 min. ago");
        await clock.advance(2 * HOUR);
        await card.settle();
        expect(card.text()).to.contain("Checked 2 hr. ago");
        expect(value(tile(card, "Backups"))).to.match(/^backup 11\sh old$/);
        unmountAll();
      }
    } finally {
      Date.now = real;
    }
  });
});
