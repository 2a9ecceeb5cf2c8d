/** How long Home Assistant is waited for, all in all, and whether anybody still waits. */
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../setup/say.js";

/** What a shell reports of a program that was interrupted. */
const INTERRUPTED = 130;
const BETWEEN_CHECKS_MS = 250;

export class Patience {
  private readonly over: Promise<never>;
  private ended = false;

  /** Wait `seconds` from now on, or until `interrupt`. */
  constructor(
    private readonly seconds: number,
    private readonly interrupt: AbortSignal,
  ) {
    const end = AbortSignal.any([interrupt, AbortSignal.timeout(seconds * 1000)]);
    this.over = new Promise((_, reject) => {
      const stop = (): void => {
        this.ended = true;
        reject(new Error("over"));
      };
      if (end.aborted) stop();
      else end.addEventListener("abort", stop, { once: true });
    });
    this.over.catch(() => undefined); // Nobody may be waiting when it ends.
  }

  /** Ask until there is an answer; `missing` completes "Within 180 s ..." where there is none. */
  async until<T>(missing: string, ask: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
      const answer = await this.during(missing, ask());
      if (answer !== undefined) return answer;
      await this.during(missing, sleep(BETWEEN_CHECKS_MS));
    }
  }

  /** Wait for one thing. */
  async during<T>(missing: string, thing: Promise<T>): Promise<T> {
    try {
      return await Promise.race([this.over, thing]);
    } catch (error) {
      if (this.interrupt.aborted) throw new Refusal("Stopped before it was ready.", INTERRUPTED);
      if (this.ended) throw new Refusal(`Within ${this.seconds} s ${missing}.`);
      throw error;
    }
  }
}
