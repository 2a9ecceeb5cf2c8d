/**
 * The shareable copy of the configuration: reviewed, in progress, made. Names and the bytes are kept only
 * while they are shown, the user's own words until the list closes.
 */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, parseCopy, type Copy, type Review, type ReviewRow } from "./api.js";
import { codeOf, requestOrThrow } from "./request.js";

export class ShareCopy {
  copy?: Copy;
  review?: Review;
  /** The user's own words to replace, as they were typed. */
  typed = "";
  /** Whether the review is requested, not the copy. */
  isReviewing = false;
  // Messages of an earlier request are ignored: every request and every end counts up.
  private generation = 0;
  private unsubscribe?: () => void;

  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly onChange: () => void,
  ) {}

  /** Ask what would be replaced, or for the copy. */
  request(review: boolean): void {
    this.end();
    this.isReviewing = review;
    const mine = this.generation;
    const isCurrent = (): boolean => mine === this.generation;
    const show = (answer: Copy | Review): void => {
      this.revoke();
      if (typeof answer === "object" && "kinds" in answer) this.review = answer;
      else this.copy = answer;
      const isMade = typeof answer === "object" && "zip" in answer;
      if (isMade || answer === "unauthorized") this.review = undefined;
      this.onChange();
    };
    const words = this.typed
      .split(/[\n,]/)
      .map((word) => word.trim())
      .filter(Boolean);
    const shown = review ? undefined : this.review;
    const reviewed = shown?.takes_reviewed ? { reviewed: switches(shown) } : {};
    show({ done: 0, of: 0 });
    this.connection()
      ?.subscribeMessage<unknown>(
        (raw) => isCurrent() && show(parseCopy(raw)),
        { type: COMMAND.shareSafe, review, words, ...reviewed },
        { resubscribe: false },
      )
      .then((stop) => {
        // It rejects when the connection is gone, and the subscription with it.
        const unsubscribe = (): void => void Promise.resolve(stop()).catch(() => undefined);
        if (isCurrent()) this.unsubscribe = unsubscribe;
        else unsubscribe();
      })
      .catch(({ code }: { code?: unknown }) => isCurrent() && show(String(code)));
  }

  /** Let the server keep a decision; the row shows it, unless the server could not. */
  async choose(row: ReviewRow, on: boolean): Promise<void> {
    const { review } = this;
    const connection = this.connection();
    if (!connection) return;
    const before = row.on;
    row.on = on;
    const message = { type: COMMAND.chooseForCopy, ...decision(row) };
    const error = await requestOrThrow(connection, message).then(
      () => null,
      (why) => (codeOf(why) === "unauthorized" ? "unauthorized" : "not_kept"),
    );
    if (error !== null) row.on = before;
    if (this.review !== review) return;
    if (error === "unauthorized") this.review = undefined;
    // Not over the progress of what was requested meanwhile.
    if (typeof this.copy !== "object") this.copy = error ?? undefined;
    this.onChange();
  }

  /** Cancel what is in progress; what was reviewed stays. */
  cancel(): void {
    this.end();
    this.onChange();
  }

  /** Cancel, and release and forget everything. */
  clear(): void {
    this.end();
    this.review = undefined;
    this.typed = "";
  }

  private end(): void {
    this.generation++;
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    this.revoke();
  }

  private revoke(): void {
    if (typeof this.copy === "object" && "zip" in this.copy) URL.revokeObjectURL(this.copy.zip);
    this.copy = undefined;
  }
}

interface Decision {
  kind: string;
  text?: string;
  on: boolean;
}

/** Return what a person has seen: another administrator may decide otherwise before the copy is made. */
function switches({ kinds, suggestions }: Review): Decision[] {
  return [...kinds.filter(({ fixed }) => !fixed), ...suggestions].map(decision);
}

function decision(row: ReviewRow): Decision {
  const { kind, on } = row;
  return "text" in row ? { kind, text: row.text, on } : { kind, on };
}
