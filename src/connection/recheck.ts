/** A check that an administrator asks for: its progress, and the views before and after it. */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, type AdminView, type Snapshot } from "./api.js";
import { codeOf, requestOrThrow } from "./request.js";

// A full check takes seconds, a minute when a source hangs.
const CHECK_TIMEOUT = 120_000;
// The snapshot with the results is a message of its own.
const RESULT_TIMEOUT = 10_000;
// Later, the outcome is not news any more.
const SHOWN_FOR = 60_000;

export class Recheck {
  status: "idle" | "running" | "done" | "failed" | "not_ready" = "idle";
  /** What was known before and after it. */
  before: AdminView | null = null;
  after: AdminView | null = null;
  private since: number | null = null;
  private isAnswered = false;
  private timer?: ReturnType<typeof setTimeout>;

  /** `onChange` is called when the card has to be drawn again. */
  constructor(private readonly onChange: () => void) {}

  async run(connection: Connection | undefined, snapshot: Snapshot | null): Promise<void> {
    if (this.status === "running" || !connection || !snapshot) return;
    this.before = snapshot.admin;
    this.since = snapshot.checked_at;
    this.isAnswered = false;
    this.set("running");
    try {
      await requestOrThrow(connection, { type: COMMAND.recheck }, CHECK_TIMEOUT);
      this.isAnswered = true;
      this.set("running", RESULT_TIMEOUT);
    } catch (error) {
      this.set(codeOf(error) === "not_ready" ? "not_ready" : "failed");
    }
  }

  /** Take the newest snapshot, which may contain the results, or show that the user may not see them. */
  see(snapshot: Snapshot | null): void {
    const { admin, checked_at: at } = snapshot ?? { admin: null, checked_at: null };
    if (!admin) this.before = this.after = null;
    else if (this.isAnswered && this.before && (at ?? 0) > (this.since ?? 0)) {
      this.isAnswered = false;
      this.after = admin;
      this.set("done", SHOWN_FOR);
    }
  }

  /** Forget what came of it; a running check goes on. */
  clear(): void {
    if (this.status === "running") return;
    clearTimeout(this.timer);
    this.status = "idle";
    this.before = this.after = null;
  }

  /** Change the status, for a limited time if `duration` is given. */
  private set(status: Recheck["status"], duration?: number): void {
    clearTimeout(this.timer);
    this.status = status;
    if (duration) this.timer = setTimeout(() => this.set("idle"), duration);
    if (status === "idle") this.before = this.after = null;
    this.onChange();
  }
}
