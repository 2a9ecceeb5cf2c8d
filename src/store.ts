/**
 * What the page knows, one store per connection. The frontend replaces the card's element at
 * every reconnect; its data must not go with it.
 */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, readSnapshot, type Snapshot } from "./api.js";
import { Feed, type FeedState } from "./feed.js";

/** A reconnect takes some seconds; saying so each time would flicker. */
const LOST_AFTER = 10_000;
/** Longer than a change of the view or the replacement of the element. */
const LINGER = 5_000;

export interface Known {
  feed: FeedState;
  /** Not live for long enough to say so. */
  lost: boolean;
  snapshot: Snapshot | null;
  /** The newest message could not be read. */
  unreadable: boolean;
  /** `performance.now()` when the snapshot came: the device's clock may be wrong. */
  receivedAt: number;
}

export type Listener = () => void;

export class Store {
  known: Known = {
    feed: "connecting",
    lost: false,
    snapshot: null,
    unreadable: false,
    receivedAt: 0,
  };
  private readonly listeners = new Set<Listener>();
  private readonly feed: Feed<unknown>;
  private lingering?: ReturnType<typeof setTimeout>;
  private losing?: ReturnType<typeof setTimeout>;

  constructor(connection: Connection) {
    this.feed = new Feed(connection, COMMAND.subscribe, this.onMessage, this.onFeed);
  }

  /** Call `listener` at every change; return how to stop. */
  listen(listener: Listener): () => void {
    clearTimeout(this.lingering);
    this.listeners.add(listener);
    this.feed.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.lingering = setTimeout(() => this.rest(), LINGER);
    };
  }

  /** Return the server's time now, as milliseconds since 1970. */
  serverNow(): number {
    const { snapshot, receivedAt } = this.known;
    return snapshot ? snapshot.now + performance.now() - receivedAt : Date.now();
  }

  private rest(): void {
    this.feed.stop();
    clearTimeout(this.losing);
    this.losing = undefined;
    // Nobody looks: what only an administrator may see is not kept.
    const { snapshot } = this.known;
    this.known = { ...this.known, snapshot: snapshot && { ...snapshot, detail: null } };
  }

  private readonly onMessage = (message: unknown): void => {
    const snapshot = readSnapshot(message);
    this.set(
      snapshot
        ? { snapshot, unreadable: false, receivedAt: performance.now() }
        : { unreadable: true },
    );
  };

  private readonly onFeed = (feed: FeedState): void => {
    if (feed === "live") {
      clearTimeout(this.losing);
      this.losing = undefined;
      this.set({ feed, lost: false });
      return;
    }
    // The countdown runs from the first loss: trying again is not being back.
    this.losing ??= setTimeout(() => this.set({ lost: true }), LOST_AFTER);
    this.set({ feed });
  };

  private set(change: Partial<Known>): void {
    this.known = { ...this.known, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}

const stores = new WeakMap<Connection, Store>();

/** Return the store of a connection; all cards of a page share it. */
export function storeOf(connection: Connection): Store {
  let store = stores.get(connection);
  if (!store) stores.set(connection, (store = new Store(connection)));
  return store;
}
