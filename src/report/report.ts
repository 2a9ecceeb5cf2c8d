/**
 * A report of what an administrator sees, as a file for the browser, which can print it. Names are fetched when they are
 * wanted, and dropped when the report is made; the document itself when the choices close.
 */
import type { AdminSession } from "../connection/admin-session.js";
import type { Check } from "../connection/api.js";

export class Report {
  isOpen = false;
  /** The names and addresses; null if they are not wanted. */
  names: AdminSession | null = null;
  /** Release the document: the browser or the app may read it some time after the press. */
  private release?: () => void;

  /** `createSession` returns one that has fetched nothing yet. */
  constructor(
    readonly createSession: () => AdminSession,
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
    const names = this.names ? null : this.createSession();
    this.names = names;
    for (const { id, evidence } of checks) if (evidence) void names?.toggleEvidence(id);
    if (checks.some(({ accepted }) => accepted)) void names?.loadAcceptors();
    this.onChange();
  }

  /** Save the file, and drop the names and the file that was made before. */
  save(html: string, day: string): void {
    this.release?.();
    const href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    this.release = () => URL.revokeObjectURL(href);
    this.names = null;
    this.onChange();
    const download = `home-assistant-security-${day}.html`;
    // In a new page: a browser that does not save it leaves Home Assistant open.
    Object.assign(document.createElement("a"), { href, download, target: "_blank" }).click();
  }

  /** Forget everything, and what is being saved. */
  clear(): void {
    this.isOpen = false;
    this.names = null;
    this.release?.();
  }
}
