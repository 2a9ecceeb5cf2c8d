/**
 * One subscription that heals itself.
 *
 * The library resubscribes by itself only once per reconnect, and after a restart of Home
 * Assistant the socket is back before the integration's command is: such a subscription is lost
 * without a sound. So this one does without, and asks again until it is answered.
 */
import type { Connection, UnsubscribeFunc } from "home-assistant-js-websocket";

/** "refused": the server knows us and says no; "missing": it does not know the command. */
export type FeedState = "connecting" | "live" | "lost" | "missing" | "refused";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;
/** A server that does not answer the subscription within this is asked again. */
const PATIENCE = 10_000;

export class Feed<T> {
  /** Every open and every stop outdates older promises and late messages. */
  private generation = 0;
  private tries = 0;
  private timer?: ReturnType<typeof setTimeout>;
  private unsubscribe?: UnsubscribeFunc;
  private running = false;

  constructor(
    private readonly connection: Connection,
    private readonly type: string,
    private readonly onMessage: (message: T) => void,
    private readonly onState: (state: FeedState) => void,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.connection.addEventListener("ready", this.onReady);
    this.connection.addEventListener("disconnected", this.onLost);
    this.onReady();
  }

  stop(): void {
    if (!this.running) return;
    this.running = false;
    this.connection.removeEventListener("ready", this.onReady);
    this.connection.removeEventListener("disconnected", this.onLost);
    this.close();
  }

  private readonly onReady = (): void => {
    this.tries = 0;
    void this.open();
  };

  private readonly onLost = (): void => {
    this.unsubscribe = undefined;
    this.close();
    this.onState("lost");
  };

  private close(): void {
    this.generation++;
    clearTimeout(this.timer);
    if (this.unsubscribe) quietly(this.unsubscribe);
    this.unsubscribe = undefined;
  }

  private async open(): Promise<void> {
    this.close();
    const mine = this.generation;
    if (!this.connection.connected) return; // "ready" will call again
    this.onState("connecting");
    this.timer = setTimeout(() => mine === this.generation && this.retry(), PATIENCE);
    try {
      const unsubscribe = await this.connection.subscribeMessage<T>(
        (message) => {
          if (mine === this.generation) this.onMessage(message);
        },
        { type: this.type },
        { resubscribe: false },
      );
      if (mine !== this.generation) return quietly(unsubscribe);
      clearTimeout(this.timer);
      this.unsubscribe = unsubscribe;
      this.tries = 0;
      this.onState("live");
    } catch (error) {
      if (mine !== this.generation) return;
      const code = (error as { code?: unknown } | undefined)?.code;
      if (code === "unauthorized") {
        this.close();
        this.onState("refused");
        return;
      }
      if (code === "unknown_command") this.onState("missing");
      this.retry();
    }
  }

  private retry(): void {
    this.close();
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.tries++);
    // Spread, so that all tablets of a house do not come back in the same instant.
    this.timer = setTimeout(() => void this.open(), wait * (0.8 + 0.4 * Math.random()));
  }
}

/** Unsubscribing rejects when the socket is already gone; then it is done anyway. */
function quietly(unsubscribe: UnsubscribeFunc): void {
  void Promise.resolve(unsubscribe()).catch(() => undefined);
}
