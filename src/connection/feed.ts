/** A subscription that is renewed after every loss of the connection. */
import type { Connection, UnsubscribeFunc } from "home-assistant-js-websocket";

/**
 * connecting: subscribing, or waiting to retry; live: messages arrive; lost: no socket;
 * refused: this user is not allowed to subscribe, and a retry would not help.
 */
export type FeedState = "connecting" | "live" | "lost" | "refused";

// The connection itself waits for an answer without end.
const ANSWER_TIMEOUT = 10_000;
const FIRST_RETRY = 1_000;
// Home Assistant registers the command some time after the page has reconnected.
const LONGEST_RETRY = 12_000;

type Unsubscribe = UnsubscribeFunc | (() => Promise<void>);

export class Feed {
  // Every open and every stop outdates older promises and late messages: a promise may never
  // settle when its socket is lost.
  private generation = 0;
  private tries = 0;
  private timer?: ReturnType<typeof setTimeout>;
  private unsubscribe?: Unsubscribe;
  private running = false;

  constructor(
    private readonly connection: Connection,
    private readonly type: string,
    private readonly onMessage: (message: unknown) => void,
    private readonly onState: (state: FeedState) => void,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.connection.addEventListener("ready", this.onReady);
    this.connection.addEventListener("disconnected", this.onLost);
    if (this.connection.connected) this.onReady();
    else this.onLost();
  }

  stop(): void {
    if (!this.running) return;
    this.running = false;
    this.connection.removeEventListener("ready", this.onReady);
    this.connection.removeEventListener("disconnected", this.onLost);
    this.close();
  }

  /** Subscribe again, for example after a sleep of the device. */
  renew(): void {
    if (this.running && this.connection.connected) this.onReady();
  }

  private readonly onReady = (): void => {
    this.tries = 0;
    void this.open();
  };

  private readonly onLost = (): void => {
    this.unsubscribe = undefined; // it ended with the socket
    this.close();
    this.onState("lost");
  };

  private async open(): Promise<void> {
    this.close();
    const mine = this.generation;
    this.onState("connecting");
    this.timer = setTimeout(() => this.retry(), ANSWER_TIMEOUT);
    try {
      const unsubscribe = await this.connection.subscribeMessage<unknown>(
        (message) => mine === this.generation && this.receive(message),
        { type: this.type }, // a new object: the library writes an id into it
        // The library's own resubscribe is lost silently when the command is not registered yet.
        { resubscribe: false },
      );
      if (mine === this.generation) this.unsubscribe = unsubscribe;
      else release(unsubscribe);
    } catch (error) {
      if (mine === this.generation) this.fail(error);
    }
  }

  private receive(message: unknown): void {
    clearTimeout(this.timer);
    this.tries = 0;
    this.onState("live");
    this.onMessage(message);
  }

  private fail(error: unknown): void {
    if ((error as { code?: unknown } | null)?.code === "unauthorized") {
      this.close();
      this.onState("refused");
    } else {
      this.retry(); // unknown_command while the integration still starts
    }
  }

  private retry(): void {
    this.close();
    // Spread out, so that not all tablets of a home ask at the same moment.
    const spread = 0.8 + 0.4 * Math.random();
    const wait = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.tries++) * spread;
    this.timer = setTimeout(() => void this.open(), wait);
  }

  private close(): void {
    this.generation++;
    clearTimeout(this.timer);
    if (this.unsubscribe) release(this.unsubscribe);
    this.unsubscribe = undefined;
  }
}

/** Unsubscribe; that rejects when the socket is already gone, and with it the subscription. */
function release(unsubscribe: Unsubscribe): void {
  void Promise.resolve(unsubscribe()).catch(() => undefined);
}
