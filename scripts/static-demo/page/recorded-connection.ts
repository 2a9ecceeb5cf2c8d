/** A connection like the frontend's, which answers with a recording. */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND } from "../../../src/connection/api.js";
import type { Fields, Recording } from "../recording.js";
import type { Situation } from "./situations.js";

type Listener = () => void;
type Callback = (message: unknown) => void;
type Stop = () => Promise<void>;

/** How long a check seems to take, in milliseconds. */
const CHECK_TIME = 1_500;

export class RecordedConnection {
  connected = true;
  private readonly listeners = new Map<string, Listener[]>();
  private readonly callbacks = new Set<Callback>();

  constructor(
    private readonly recording: Recording,
    private message: Fields,
    private readonly situation: Situation,
    /** Called when a command would change something in Home Assistant. */
    private readonly onChange: () => void,
  ) {}

  /** Return it as what `hass.connection` is. */
  get asConnection(): Connection {
    return this as unknown as Connection;
  }

  addEventListener(name: string, listener: Listener): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  removeEventListener(name: string, listener: Listener): void {
    const left = (this.listeners.get(name) ?? []).filter((each) => each !== listener);
    this.listeners.set(name, left);
  }

  async subscribeMessage(callback: Callback, { type, review }: Fields): Promise<Stop> {
    await Promise.resolve();
    if (type === COMMAND.shareSafe) {
      queueMicrotask(() => callback(review ? this.recording.review : this.recording.copy));
      return () => Promise.resolve();
    }
    const { answer } = this.situation;
    if (answer === "unauthorized") throw { code: answer };
    if (answer !== "nothing") {
      this.callbacks.add(callback);
      queueMicrotask(() => callback(this.message));
    }
    return async () => void this.callbacks.delete(callback);
  }

  async sendMessagePromise({ type, check_id: id }: Fields): Promise<unknown> {
    const { evidence, changes, acceptedRisks } = this.recording;
    switch (type) {
      case COMMAND.evidence:
        return evidence[String(id)] ?? Promise.reject({ code: "not_found" });
      case COMMAND.changes:
        return changes;
      case COMMAND.acceptedRisks:
        return acceptedRisks;
      case COMMAND.recheck:
        return this.recheck();
      case COMMAND.chooseForCopy:
        return null; // the card keeps the decision
      case COMMAND.acceptRisk:
      case COMMAND.reopenRisk:
      case COMMAND.confirmAdministrators:
        this.onChange();
        return null;
      default:
        return Promise.reject({ code: "unknown_command" });
    }
  }

  /** Lose the connection, as when the network is gone. */
  drop(): void {
    this.connected = false;
    this.callbacks.clear();
    for (const listener of this.listeners.get("disconnected") ?? []) listener();
  }

  /** Send the same results again, with the current time. */
  private async recheck(): Promise<Fields> {
    await new Promise<void>((resolve) => setTimeout(resolve, CHECK_TIME));
    const now = new Date().toISOString();
    this.message = { ...this.message, now, checked_at: now, stale: false };
    for (const callback of this.callbacks) callback(this.message);
    return { checked_at: now };
  }
}
