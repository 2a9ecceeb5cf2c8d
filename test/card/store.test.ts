import type { Connection } from "home-assistant-js-websocket";
import { expect } from "@open-wc/testing";
import { storeFor, type Store } from "../../src/connection/store.js";
import { snapshotOf } from "../../src/model/view-model.js";
import { FakeConnection, createRisk, createSnapshot } from "./builders.js";
import { Clock } from "./clock.js";

describe("Store", () => {
  const clock = new Clock();
  let connection: FakeConnection;
  let store: Store;

  beforeEach(() => {
    clock.install();
    connection = new FakeConnection();
    store = storeFor(connection as unknown as Connection);
  });

  afterEach(() => clock.restore());

  it("is one per connection", () => {
    expect(storeFor(connection as unknown as Connection)).to.equal(store);
    expect(storeFor(new FakeConnection() as unknown as Connection)).not.to.equal(store);
  });

  it("has one subscription for two listeners", async () => {
    const calls = [0, 0];
    const leave = [0, 1].map((n) => store.subscribe(() => calls[n]!++));
    await clock.advance(1);
    expect(connection.subscriptions).to.equal(1);
    const before = [...calls];
    connection.push(createRisk());
    expect(calls.every((n, index) => n > before[index]!)).to.equal(true);
    leave.forEach((stop) => stop());
  });

  it("keeps the last snapshot and the subscription when an element is replaced", async () => {
    store.subscribe(() => undefined)();
    await clock.advance(4_000);
    const leave = store.subscribe(() => undefined);
    await clock.advance(60_000);
    expect(connection.asked).to.equal(1);
    expect(connection.subscriptions).to.equal(1);
    leave();
    await clock.advance(6_000);
    expect(connection.subscriptions).to.equal(0);
    expect(snapshotOf(store.state)).not.to.equal(null);
  });

  it("has no subscription, listener or timer after 1000 attachments", async () => {
    for (let n = 0; n < 1_000; n++) {
      const leave = store.subscribe(() => undefined);
      if (n % 3 === 0) await clock.advance(n % 7 === 0 ? 6_000 : 1);
      leave();
    }
    await clock.advance(6_000);
    expect(connection.subscriptions).to.equal(0);
    expect(connection.listeners).to.equal(0);
    expect(clock.waiting).to.equal(0);
  });

  it("is silent ten seconds after a loss, not before, and not after a short one", async () => {
    const leave = store.subscribe(() => undefined);
    await clock.advance(1);
    connection.drop();
    await clock.advance(5_000);
    connection.restore();
    await clock.advance(6_000);
    expect(store.state.isSilent).to.equal(false);
    connection.drop();
    await clock.advance(9_900);
    expect(store.state.isSilent).to.equal(false);
    await clock.advance(200);
    expect(store.state.isSilent).to.equal(true);
    connection.restore();
    await clock.advance(1);
    expect(store.state.isSilent).to.equal(false);
    leave();
  });

  it("notifies once a minute, and not more often", async () => {
    let calls = 0;
    const leave = store.subscribe(() => calls++);
    await clock.advance(1);
    calls = 0;
    await clock.advance(10 * 60_000);
    expect(calls).to.equal(10);
    leave();
  });

  it("clears what only administrators may see", async () => {
    connection.message = createSnapshot();
    const leave = store.subscribe(() => undefined);
    await clock.advance(1);
    expect(snapshotOf(store.state)?.admin).not.to.equal(null);
    store.clearAdmin();
    expect(snapshotOf(store.state)?.admin).to.equal(null);
    expect(snapshotOf(store.state)?.state).to.equal("good");
    leave();
  });
});
