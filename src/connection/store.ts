/**
 * The last message and the state of the subscription; one store per connection and page. Home
 * Assistant makes a new card element at every reconnect; the data outlives it here.
 */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, parseSnapshot, type Parsed } from "./api.js";
import { Feed, type FeedState } from "./feed.js";

export interface StoreState {
  readonly feed: FeedState;
  /** No message for so long that the last one must not be shown as current. */
  readonly isSilent: boolean;
  readonly received: {
    readonly parsed: Parsed;
    /** performance.now() at its arrival: the device's own date may be wrong. */
    readonly at: number;
  } | null;
}

// A socket that drops and comes back at once must not make the card flicker.
const SILENT_AFTER = 10_000;
// Keep the subscription while elements are replaced and views change.
const KEEP_ALIVE = 5_000;
// Ages are shown in minutes.
const TICK = 60_000;
// The server sends once a minute and at changes; of more messages only the last one is used.
const MAX_MESSAGES_PER_SECOND = 10;
const SECOND = 1_000;
// performance.now() may stop while a device sleeps; its date goes on.
const SLEPT = 90_000;

export class Store {
  state: StoreState = { feed: "connecting", isSilent: false, received: null };
  private readonly listeners = new Set<() => void>();
  private readonly feed: Feed;
  private stopTimer?: ReturnType<typeof setTimeout>;
  private silenceTimer?: ReturnType<typeof setTimeout>;
  private ticker?: ReturnType<typeof setInterval>;
  private floodTimer?: ReturnType<typeof setTimeout>;
  private secondAt = 0;
  private inThisSecond = 0;
  private clockDrift = 0;

  constructor(connection: Connection) {
    this.feed = new Feed(
      connection,
      COMMAND.subscribe,
      (message) => this.receive(message),
      (state) => this.onFeedState(state),
    );
  }

  /** Call `listener` at every change and once a minute; return the function that ends that. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    clearTimeout(this.stopTimer);
    this.start();
    return () => {
      this.listeners.delete(listener);
      clearTimeout(this.stopTimer);
      if (this.listeners.size === 0) this.stopTimer = setTimeout(() => this.stop(), KEEP_ALIVE);
    };
  }

  /** Remove what only administrators may see. */
  clearAdmin(): void {
    const parsed = this.state.received?.parsed;
    if (parsed?.kind !== "snapshot" || !parsed.snapshot.admin) return;
    parsed.snapshot.admin = null; // in place: other code may hold a reference to this snapshot
    this.notify();
  }

  private start(): void {
    if (this.ticker !== undefined) return;
    this.clockDrift = clockDrift();
    this.ticker = setInterval(() => this.tick(), TICK);
    this.feed.start();
  }

  private stop(): void {
    clearInterval(this.ticker);
    this.ticker = undefined;
    clearTimeout(this.silenceTimer);
    this.silenceTimer = undefined;
    clearTimeout(this.floodTimer);
    this.feed.stop();
    this.clearAdmin();
    this.setState({ isSilent: false });
  }

  private receive(message: unknown): void {
    clearTimeout(this.floodTimer);
    const now = performance.now();
    if (now - this.secondAt > SECOND) {
      this.secondAt = now;
      this.inThisSecond = 0;
    }
    if (this.inThisSecond++ < MAX_MESSAGES_PER_SECOND) this.accept(message);
    else this.floodTimer = setTimeout(() => this.accept(message), this.secondAt + SECOND - now);
  }

  private accept(message: unknown): void {
    this.setState({ received: { parsed: parseSnapshot(message), at: performance.now() } });
  }

  private onFeedState(feed: FeedState): void {
    if (feed === "live" && this.state.feed === feed) return;
    if (feed === "live" || feed === "refused") {
      clearTimeout(this.silenceTimer);
      this.silenceTimer = undefined;
      this.setState({ feed, isSilent: false });
    } else {
      this.silenceTimer ??= setTimeout(() => this.setState({ isSilent: true }), SILENT_AFTER);
      this.setState({ feed });
    }
  }

  private setState(part: Partial<StoreState>): void {
    this.state = { ...this.state, ...part };
    this.notify();
  }

  /** Redraw ages; after a sleep of the device subscribe again to get the server's time. */
  private tick(): void {
    const drift = clockDrift();
    if (Math.abs(drift - this.clockDrift) > SLEPT) this.feed.renew();
    this.clockDrift = drift;
    this.notify();
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** Return how far the device's date is ahead of its stopwatch; it changes when the device sleeps. */
function clockDrift(): number {
  return Date.now() - performance.now();
}

const stores = new WeakMap<Connection, Store>();

/** Return the store of a connection. */
export function storeFor(connection: Connection): Store {
  const store = stores.get(connection) ?? new Store(connection);
  stores.set(connection, store);
  return store;
}
