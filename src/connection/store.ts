/**
 * What is known, one per connection and page. Home Assistant makes a new card element at every
 * reconnect; the data outlives it here.
 */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, parseSnapshot, type Parsed } from "./api.js";
import { Feed, type FeedState } from "./feed.js";

export interface Reading {
  readonly feed: FeedState;
  /** Nothing has been heard for so long that the last message must not be taken for the present. */
  readonly quiet: boolean;
  readonly received: {
    readonly parsed: Parsed;
    /** performance.now() at its arrival: the device's own date may be wrong */
    readonly at: number;
  } | null;
}

// A socket that drops and comes back at once is not worth a flicker.
const QUIET_AFTER = 10_000;
// Bridges the replacement of elements and a change of views.
const LINGER = 5_000;
// Ages are shown in minutes.
const TICK = 60_000;
// A server sends once a minute or when something changed; of a flood the last message will do.
const FLOOD = 10;
const SECOND = 1_000;
// The device's stopwatch stands still while some devices sleep; its date runs on.
const SLEPT = 90_000;

export class Store {
  reading: Reading = { feed: "connecting", quiet: false, received: null };
  private readonly listeners = new Set<() => void>();
  private readonly feed: Feed;
  private stopTimer?: ReturnType<typeof setTimeout>;
  private quietTimer?: ReturnType<typeof setTimeout>;
  private ticker?: ReturnType<typeof setInterval>;
  private floodTimer?: ReturnType<typeof setTimeout>;
  private secondAt = 0;
  private inThisSecond = 0;
  private drift = 0;

  constructor(connection: Connection) {
    this.feed = new Feed(
      connection,
      COMMAND.subscribe,
      (message) => this.receive(message),
      (state) => this.turn(state),
    );
  }

  /** Call `listener` at every change and once a minute; return how to stop that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    clearTimeout(this.stopTimer);
    this.run();
    return () => {
      this.listeners.delete(listener);
      clearTimeout(this.stopTimer);
      if (this.listeners.size === 0) this.stopTimer = setTimeout(() => this.halt(), LINGER);
    };
  }

  /** Drop what only administrators may see. */
  forgetAdmin(): void {
    const parsed = this.reading.received?.parsed;
    if (parsed?.kind !== "snapshot" || !parsed.snapshot.admin) return;
    parsed.snapshot.admin = null; // also for whoever still holds this snapshot
    this.tell();
  }

  private run(): void {
    if (this.ticker !== undefined) return;
    this.drift = drift();
    this.ticker = setInterval(() => this.tick(), TICK);
    this.feed.start();
  }

  private halt(): void {
    clearInterval(this.ticker);
    this.ticker = undefined;
    clearTimeout(this.quietTimer);
    this.quietTimer = undefined;
    clearTimeout(this.floodTimer);
    this.feed.stop();
    this.forgetAdmin();
    this.change({ quiet: false });
  }

  private receive(message: unknown): void {
    clearTimeout(this.floodTimer);
    const now = performance.now();
    if (now - this.secondAt > SECOND) {
      this.secondAt = now;
      this.inThisSecond = 0;
    }
    if (this.inThisSecond++ < FLOOD) this.take(message);
    else this.floodTimer = setTimeout(() => this.take(message), this.secondAt + SECOND - now);
  }

  private take(message: unknown): void {
    this.change({ received: { parsed: parseSnapshot(message), at: performance.now() } });
  }

  private turn(feed: FeedState): void {
    if (feed === "live" && this.reading.feed === feed) return;
    if (feed === "live" || feed === "refused") {
      clearTimeout(this.quietTimer);
      this.quietTimer = undefined;
      this.change({ feed, quiet: false });
    } else {
      this.quietTimer ??= setTimeout(() => this.change({ quiet: true }), QUIET_AFTER);
      this.change({ feed });
    }
  }

  private change(part: Partial<Reading>): void {
    this.reading = { ...this.reading, ...part };
    this.tell();
  }

  /** Ages grow by themselves; after a sleep the server is asked what time it is. */
  private tick(): void {
    const now = drift();
    if (Math.abs(now - this.drift) > SLEPT) this.feed.renew();
    this.drift = now;
    this.tell();
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function drift(): number {
  return Date.now() - performance.now();
}

const stores = new WeakMap<Connection, Store>();

/** Return the store of a connection. */
export function storeFor(connection: Connection): Store {
  const store = stores.get(connection) ?? new Store(connection);
  stores.set(connection, store);
  return store;
}
