/** The shareable copy of the configuration: requested, in progress, made. Its bytes are kept only while shown. */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, parseCopy, type Copy } from "./api.js";

export class ShareCopy {
  copy?: Copy;
  // Every clear outdates the messages that are still to come.
  private generation = 0;
  private unsubscribe?: () => void;

  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly onChange: () => void,
  ) {}

  make(): void {
    this.clear();
    const mine = this.generation;
    const isCurrent = (): boolean => mine === this.generation;
    const show = (copy: Copy): void => {
      this.revoke();
      this.copy = copy;
      this.onChange();
    };
    show({ done: 0, of: 0 });
    this.connection()
      ?.subscribeMessage<unknown>(
        (raw) => isCurrent() && show(parseCopy(raw)),
        { type: COMMAND.shareSafe },
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

  /** Cancel, and release what was made. */
  clear(): void {
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
