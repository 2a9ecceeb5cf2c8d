import type { Connection } from "home-assistant-js-websocket";
import { expect } from "@open-wc/testing";
import { Feed, type FeedState } from "../../src/connection/feed.js";
import { FakeConnection } from "./builders.js";
import { Clock } from "./clock.js";

describe("Feed", () => {
  const clock = new Clock();
  let connection: FakeConnection;
  let feed: Feed;
  let states: FeedState[];
  let messages: unknown[];
  let unhandled: unknown[];
  const onUnhandled = (event: PromiseRejectionEvent): void => void unhandled.push(event.reason);

  beforeEach(() => {
    clock.install();
    connection = new FakeConnection();
    states = [];
    messages = [];
    unhandled = [];
    window.addEventListener("unhandledrejection", onUnhandled);
    feed = new Feed(
      connection as unknown as Connection,
      "security_posture/subscribe",
      (message) => messages.push(message),
      (state) => states.push(state),
    );
  });

  afterEach(() => {
    feed.stop();
    clock.restore();
    window.removeEventListener("unhandledrejection", onUnhandled);
    expect(unhandled).to.deep.equal([]);
  });

  it("is live after the first message", async () => {
    feed.start();
    await clock.advance(1);
    expect(states).to.deep.equal(["connecting", "live"]);
    expect(messages).to.have.length(1);
    await clock.advance(3_600_000);
    expect(connection.asked).to.equal(1);
  });

  it("starts once, however often it is started", async () => {
    feed.start();
    feed.start();
    await clock.advance(1);
    expect(connection.subscriptions).to.equal(1);
  });

  it("subscribes again after restarts in which the command is registered late", async () => {
    feed.start();
    await clock.advance(1);
    for (let restart = 1; restart <= 20; restart++) {
      connection.drop();
      connection.answer = { code: "unknown_command" };
      connection.restore();
      await clock.advance(4_000);
      expect(states.at(-1)).to.equal("connecting");
      connection.answer = "accept";
      await clock.advance(15_000);
      expect(states.at(-1), `restart ${restart}`).to.equal("live");
      expect(connection.subscriptions).to.equal(1);
    }
    connection.push("fresh");
    expect(messages.filter((message) => message === "fresh")).to.have.length(1);
  });

  it("retries with back-off while the command is missing, at least every 15 s", async () => {
    connection.answer = { code: "unknown_command" };
    feed.start();
    await clock.advance(60_000);
    expect(connection.asked).to.be.within(6, 11);
    const before = connection.asked;
    await clock.advance(10 * 15_000);
    expect(connection.asked - before).to.be.within(10, 16);
  });

  for (const answer of ["silent", "mute"] as const) {
    it(`subscribes again when the server stays ${answer}`, async () => {
      connection.answer = answer;
      feed.start();
      await clock.advance(9_900);
      expect(connection.asked).to.equal(1);
      connection.answer = "accept";
      await clock.advance(2_000);
      expect(states.at(-1)).to.equal("live");
      expect(connection.subscriptions).to.equal(1);
    });
  }

  it("survives the loss of the socket while the answer is pending", async () => {
    connection.answer = "silent";
    feed.start();
    await clock.advance(1);
    connection.drop();
    expect(states.at(-1)).to.equal("lost");
    connection.answer = "accept";
    connection.restore();
    await clock.advance(60_000);
    expect(states.at(-1)).to.equal("live");
    expect(connection.asked).to.equal(2);
    expect(connection.subscriptions).to.equal(1);
  });

  it("is lost when it starts without a socket", async () => {
    connection.connected = false;
    feed.start();
    expect(states).to.deep.equal(["lost"]);
    connection.restore();
    await clock.advance(1);
    expect(states.at(-1)).to.equal("live");
  });

  it("ignores an error that belongs to a lost socket", async () => {
    connection.answer = "silent";
    feed.start();
    await clock.advance(1);
    connection.drop();
    connection.answer = "accept";
    connection.restore();
    connection.failPending();
    await clock.advance(1);
    expect(states.at(-1)).to.equal("live");
    expect(connection.subscriptions).to.equal(1);
  });

  it("leaves no subscription when it is stopped while the answer is pending", async () => {
    feed.start();
    feed.stop();
    await clock.advance(60_000);
    expect(connection.subscriptions).to.equal(0);
    expect(connection.listeners).to.equal(0);
    expect(clock.waiting).to.equal(0);
    expect(messages).to.deep.equal([]);
  });

  it("stops when it is refused", async () => {
    connection.answer = { code: "unauthorized" };
    feed.start();
    await clock.advance(600_000);
    expect(states.at(-1)).to.equal("refused");
    expect(connection.asked).to.equal(1);
    connection.answer = "accept";
    connection.drop();
    connection.restore();
    await clock.advance(1);
    expect(states.at(-1)).to.equal("live");
  });

  it("survives a subscription that the server has lost", async () => {
    feed.start();
    await clock.advance(1);
    connection.forget();
    feed.stop();
    await clock.advance(1);
    expect(connection.subscriptions).to.equal(0);
  });
});
