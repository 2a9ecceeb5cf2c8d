/** A check that an administrator asks for, and what came of it. */
import type { Connection } from "home-assistant-js-websocket";
import { words } from "../ha/localize.js";
import { outcomeOf } from "../model/recheck-outcome.js";
import { COMMAND, type Snapshot } from "./api.js";
import { codeOf, requestOrThrow } from "./request.js";

// A full check takes seconds, a minute when a source hangs.
const TIMEOUT = 120_000;
// Later it is no news, and it covers something.
const SHOWN_FOR = 20_000;

export class Recheck {
  isRunning = false;
  /** What is said about it; "" before the first one, and some time after it. */
  text = "";
  /** What was known when it was asked for. */
  private before: Snapshot | null = null;
  private isAnswered = false;
  private timer?: ReturnType<typeof setTimeout>;

  /** `onChange` is called when the card has to be drawn again. */
  constructor(private readonly onChange: () => void) {}

  async run(connection: Connection | undefined, before: Snapshot): Promise<void> {
    if (this.isRunning || !connection) return;
    this.clear();
    this.before = before;
    this.isRunning = true;
    this.text = words.text("card.checking");
    this.onChange();
    const error = await requestOrThrow(connection, { type: COMMAND.recheck }, TIMEOUT).then(
      () => "",
      (reason: unknown) => (codeOf(reason) === "not_ready" ? "not_ready" : "failed"),
    );
    if (this.before !== before) return; // cleared meanwhile
    this.isAnswered = true;
    if (error) this.end(words.text(`card.check_${error}`));
    this.onChange();
  }

  /** Take the newest snapshot; that with the results may come before or after the answer. */
  see(after: Snapshot): void {
    const { before } = this;
    if (!before || !this.isAnswered || Number(after.checked_at) <= Number(before.checked_at))
      return;
    this.end(outcomeOf(before, after));
    this.timer = setTimeout(() => {
      this.clear();
      this.onChange();
    }, SHOWN_FOR);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.end("");
  }

  private end(text: string): void {
    this.before = null;
    this.isAnswered = this.isRunning = false;
    this.text = text;
  }
}
