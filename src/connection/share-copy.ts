/**
 * The copy of the configuration that is safe to share: asked for, on its way, made. Its bytes are
 * held only while it is shown.
 */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, parseCopy, type Copy } from "./api.js";

export class ShareCopy {
  copy?: Copy;
  // Every drop outdates the messages that are still to come.
  private turn = 0;
  private stop?: () => void;

  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly changed: () => void,
  ) {}

  make(): void {
    this.drop();
    const mine = this.turn;
    const isMine = (): boolean => mine === this.turn;
    const show = (copy: Copy): void => {
      this.forget();
      this.copy = copy;
      this.changed();
    };
    show({ done: 0, of: 0 });
    this.connection()
      ?.subscribeMessage<unknown>(
        (raw) => isMine() && show(parseCopy(raw)),
        { type: COMMAND.shareSafe },
        { resubscribe: false },
      )
      .then((unsubscribe) => {
        // It rejects when the connection is gone, and the copy with it.
        const stop = (): void => void Promise.resolve(unsubscribe()).catch(() => undefined);
        if (isMine()) this.stop = stop;
        else stop();
      })
      .catch(({ code }: { code?: unknown }) => isMine() && show(String(code)));
  }

  /** Stop, and let go of what was made. */
  drop(): void {
    this.turn++;
    this.stop?.();
    this.stop = undefined;
    this.forget();
  }

  private forget(): void {
    if (typeof this.copy === "object" && "zip" in this.copy) URL.revokeObjectURL(this.copy.zip);
    this.copy = undefined;
  }
}
