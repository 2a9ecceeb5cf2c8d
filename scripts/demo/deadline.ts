/** A time limit for everything that waits for Home Assistant, cancelled by an interrupt. */
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../setup/cli.js";

/** The exit code a shell reports for a program ended by Ctrl-C. */
const INTERRUPTED = 130;
const POLL_INTERVAL_MS = 250;

export class Deadline {
  private readonly expired: Promise<never>;
  private hasExpired = false;

  /** Expire after `seconds`, or when `interrupt` is aborted. */
  constructor(
    private readonly seconds: number,
    private readonly interrupt: AbortSignal,
  ) {
    const signal = AbortSignal.any([interrupt, AbortSignal.timeout(seconds * 1000)]);
    this.expired = new Promise((_, reject) => {
      const expire = (): void => {
        this.hasExpired = true;
        reject(new Error("expired"));
      };
      if (signal.aborted) expire();
      else signal.addEventListener("abort", expire, { once: true });
    });
    // It can expire while nothing is waiting.
    this.expired.catch(() => undefined);
  }

  /** Poll until there is a result; `failure` completes the error message "Within 180 s ...". */
  async waitUntil<T>(failure: string, poll: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const result = await this.waitFor(failure, poll());
      if (result !== undefined) return result;
      await this.waitFor(failure, sleep(POLL_INTERVAL_MS));
    }
  }

  /** Wait for a promise. */
  async waitFor<T>(failure: string, promise: Promise<T>): Promise<T> {
    try {
      return await Promise.race([this.expired, promise]);
    } catch (error) {
      if (this.interrupt.aborted) throw new UserError("Stopped before it was ready.", INTERRUPTED);
      if (this.hasExpired) throw new UserError(`Within ${this.seconds} s ${failure}.`);
      throw error;
    }
  }
}
