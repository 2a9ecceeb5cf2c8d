/**
 * A report of what an administrator sees, printed or saved by the browser. Names are fetched when they are
 * wanted, and dropped when the report is done; the finished document is released soon after.
 */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, parseAcceptors, parseEvidence } from "../connection/api.js";
import type { Check, Evidence } from "../connection/api.js";
import { request, type Answer, type CommandMessage } from "../connection/request.js";

/** Names and addresses, as far as they have arrived. */
export interface Names {
  /** By check. */
  evidence: Map<string, Answer<Evidence>>;
  /** Who accepted which risk, by check. */
  acceptors?: Answer<Map<string, string>>;
  done: number;
  of: number;
}

// Home Assistant's apps read a saved file after the press; some browsers print after the dialog has closed.
const RELEASE_AFTER = 60_000;

export class Report {
  isOpen = false;
  /** null: names are not wanted. */
  names: Names | null = null;
  /** The page's own policy forbids to print. */
  isRefused = false;
  private release?: () => void;

  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly onChange: () => void,
  ) {}

  toggle(): void {
    const { isOpen } = this;
    this.clear();
    this.isOpen = !isOpen;
    this.onChange();
  }

  /** Fetch the names, or drop them. */
  toggleNames(checks: Check[]): void {
    const connection = this.connection();
    if (this.names || !connection) {
      this.names = null;
      this.onChange();
      return;
    }
    const names: Names = { evidence: new Map(), done: 0, of: 0 };
    this.names = names;
    const ask = async <T>(
      message: CommandMessage,
      parse: (raw: unknown) => T,
      store: (answer: Answer<T>) => void,
    ): Promise<void> => {
      names.of++;
      const answer = await request(connection, message, parse);
      if (this.names !== names) return;
      names.done++;
      store(answer);
      this.onChange();
    };
    for (const { id } of checks.filter(hasDetails)) {
      const message = { type: COMMAND.evidence, check_id: id };
      void ask(message, parseEvidence, (found) => names.evidence.set(id, found));
    }
    if (checks.some(({ accepted }) => accepted)) {
      const message = { type: COMMAND.acceptedRisks };
      void ask(message, parseAcceptors, (found) => (names.acceptors = found));
    }
    this.onChange();
  }

  save(html: string, day: string): void {
    const link = document.createElement("a");
    link.href = this.hold(html);
    link.download = `home-assistant-security-${day}.html`;
    link.target = "_blank"; // where a browser cannot save it, Home Assistant stays open
    link.click();
    this.finish();
  }

  print(html: string): void {
    const frame = document.createElement("iframe");
    // A frame without a box is not printed by every browser.
    frame.style.cssText = "position:fixed;width:0;height:0;border:0;visibility:hidden";
    frame.src = this.hold(html, frame);
    frame.onload = () => {
      const page = frame.contentWindow;
      try {
        page?.addEventListener("afterprint", () => this.finish());
        page?.print();
      } catch {
        this.isRefused = true;
        this.onChange();
      }
    };
    document.body.append(frame);
  }

  /** Forget everything; what is being saved or printed as well. */
  clear(): void {
    this.isOpen = this.isRefused = false;
    this.names = null;
    this.release?.();
  }

  /** Close it; the browser may still need the document. */
  private finish(): void {
    const { release } = this;
    this.release = undefined;
    this.clear();
    this.release = release;
    setTimeout(() => release?.(), RELEASE_AFTER);
    this.onChange();
  }

  /** Return an address of the document, until it is released. */
  private hold(html: string, frame?: HTMLElement): string {
    this.release?.();
    const url = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    this.release = () => {
      URL.revokeObjectURL(url);
      frame?.remove();
    };
    return url;
  }
}

/** Return whether names and addresses of a check can be fetched. */
export function hasDetails({ status, evidence }: Check): boolean {
  return evidence > 0 && (status === "fail" || status === "unknown");
}
