/**
 * What an administrator has opened and requested on one card. Names and addresses are kept only
 * while they are shown, and everything closes after five minutes without input.
 */
import type { Connection } from "home-assistant-js-websocket";
import {
  COMMAND,
  parseAcceptors,
  parseChanges,
  parseEvidence,
  type AdminView,
  type Changes,
  type Evidence,
  type Snapshot,
} from "./api.js";
import { byUrgency, type Place } from "../model/check-list.js";
import { NO_FILTER, type Filter } from "../model/filter.js";
import { Recheck } from "./recheck.js";
import { codeOf, request, requestOrThrow, type Answer, type CommandMessage } from "./request.js";
import { Report } from "../report/report.js";
import { ShareCopy } from "./share-copy.js";

type Panel = "area" | "list" | "changes" | "none";
/** An acceptance or a confirmation that is being written or sent, or an acceptance being ended. */
interface Draft {
  kind: "accept" | "reopen" | "confirm";
  checkId: string;
  /** "" while it is written, "sending", "confirmed", or the code of the server's error. */
  status: string;
}

// What is left open on a wall tablet closes by itself.
const CLOSE_AFTER = 5 * 60_000;

export class AdminSession {
  panel: Panel = "none";
  /** The opened tile. */
  area: string | null = null;
  draft: Draft | null = null;
  changes?: Answer<Changes>;
  /** Who accepted which risk, by check. */
  acceptors?: Answer<Map<string, string>>;
  readonly share: ShareCopy;
  readonly report: Report;
  readonly recheck: Recheck;
  /** The checks whose rows are open. */
  readonly openChecks = new Set<string>();
  /** The rows as they were when the list was opened. */
  order: readonly Place[] = [];
  /** The check that has to come into view. */
  wanted: string | null = null;
  filter: Filter = NO_FILTER;
  private evidence = new Map<string, Answer<Evidence>>();
  private idleTimer?: ReturnType<typeof setTimeout>;

  /** `onChange` is called when the card has to be drawn again. */
  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly onChange: () => void,
  ) {
    this.share = new ShareCopy(connection, onChange);
    this.report = new Report(() => new AdminSession(connection, onChange), onChange);
    this.recheck = new Recheck(onChange);
  }

  /** What is open, as one name; "" if nothing is. */
  get opened(): string {
    return this.panel === "none" ? "" : `${this.panel} ${this.area}`;
  }

  /** Return the evidence of a finding as far as it has arrived; undefined while it is closed. */
  evidenceOf(checkId: string): Answer<Evidence> | undefined {
    return this.evidence.get(checkId);
  }

  /** Open a panel, or close it when it is the one that is open. */
  toggle(panel: Panel, area: string | null = null): void {
    const isOpen = this.panel === panel && this.area === area;
    this.closePanel();
    this.panel = isOpen ? "none" : panel;
    this.area = isOpen ? null : area;
    this.keepOpen();
    this.onChange();
  }

  /** Restart the time after which everything closes. */
  keepOpen(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      this.close();
      this.onChange();
    }, CLOSE_AFTER);
  }

  /** Close everything and clear what was fetched. */
  close(): void {
    this.recheck.clear();
    this.closePanel();
  }

  private closePanel(): void {
    clearTimeout(this.idleTimer);
    this.panel = "none";
    this.area = null;
    this.openChecks.clear();
    this.wanted = null;
    this.filter = NO_FILTER;
    this.clear();
  }

  /** Clear names, addresses, copies and what was being written. */
  clear(): void {
    // A new map: answers that are still to come belong to the old one.
    this.evidence = new Map();
    this.acceptors = this.changes = undefined;
    if (this.panel === "changes") this.panel = "none"; // it is requested when it is opened
    this.draft = null;
    this.share.clear();
    this.report.clear();
  }

  /** Open the row of a check, or close it together with all that was opened in it. */
  toggleCheck(checkId: string): void {
    if (!this.openChecks.delete(checkId)) this.openChecks.add(checkId);
    this.evidence.delete(checkId);
    if (this.draft?.checkId === checkId) this.draft = null;
    this.onChange();
  }

  /** Open the row of a check in the list of all; `isListed` when that list is always open. */
  showCheck(checkId: string, admin: AdminView, isListed: boolean): void {
    if (!isListed && this.panel !== "list") {
      this.order = byUrgency(admin);
      this.toggle("list");
    }
    this.filter = NO_FILTER;
    this.openChecks.add(checkId);
    this.wanted = checkId;
    this.keepOpen();
    this.onChange();
  }

  applyFilter(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    this.onChange();
  }

  async toggleEvidence(checkId: string): Promise<void> {
    const { evidence } = this;
    if (this.draft?.kind === "confirm") this.draft = null; // it belongs to what was shown
    if (evidence.delete(checkId)) {
      this.onChange();
      return;
    }
    const isWanted = (): boolean => this.evidence === evidence && evidence.has(checkId);
    const message = { type: COMMAND.evidence, check_id: checkId };
    await this.load(message, parseEvidence, isWanted, (found) => evidence.set(checkId, found));
  }

  async toggleChanges(): Promise<void> {
    this.toggle("changes");
    if (this.panel !== "changes") return;
    const { evidence } = this;
    const isWanted = (): boolean => this.evidence === evidence;
    await this.load({ type: COMMAND.changes }, parseChanges, isWanted, (found) => {
      this.changes = found;
    });
  }

  async loadAcceptors(): Promise<void> {
    const { evidence } = this;
    const isWanted = (): boolean => this.evidence === evidence;
    await this.load({ type: COMMAND.acceptedRisks }, parseAcceptors, isWanted, (found) => {
      this.acceptors = found;
    });
  }

  /** Store "loading", then the answer, unless it was closed in the meantime. */
  private async load<T>(
    message: CommandMessage,
    parse: (raw: unknown) => T,
    isWanted: () => boolean,
    store: (answer: Answer<T>) => void,
  ): Promise<void> {
    const connection = this.connection();
    if (!connection) return;
    store("loading");
    this.onChange();
    const answer = await request(connection, message, parse);
    if (!isWanted()) return;
    store(answer);
    this.onChange();
  }

  /** Open a form for a finding, or close it. */
  toggleDraft(kind: Draft["kind"], checkId: string): void {
    const isOpen = this.draft?.kind === kind && this.draft.checkId === checkId;
    this.draft = isOpen ? null : { kind, checkId, status: "" };
    this.onChange();
  }

  /** Confirm what is shown as evidence; it closes when the server has done so. */
  async confirm(checkId: string, confirmation: string): Promise<void> {
    const { evidence } = this;
    const draft: Draft = { kind: "confirm", checkId, status: "sending" };
    await this.send(draft, { type: COMMAND.confirmAdministrators, confirmation });
    if (draft.status || this.evidence !== evidence || !evidence.delete(checkId)) return;
    this.draft = { ...draft, status: "confirmed" };
    this.onChange();
  }

  /** Send the form; it closes when the server has accepted it. */
  accept(checkId: string, reason: string, until: string): Promise<void> {
    const message = { type: COMMAND.acceptRisk, check_id: checkId, reason, until };
    return this.send({ kind: "accept", checkId, status: "sending" }, message);
  }

  /** End an acceptance. */
  reopen(checkId: string): Promise<void> {
    const message = { type: COMMAND.reopenRisk, check_id: checkId };
    return this.send({ kind: "reopen", checkId, status: "sending" }, message);
  }

  checkNow(snapshot: Snapshot): Promise<void> {
    return this.recheck.run(this.connection(), snapshot);
  }

  private async send(draft: Draft, message: CommandMessage): Promise<void> {
    if (this.draft?.status === "sending") return; // pressed twice
    this.draft = draft;
    this.onChange();
    const error = await this.execute(message);
    draft.status = error ?? "";
    if (this.draft === draft && error === null) this.draft = null;
    this.onChange();
  }

  /** Resolve with null on success, or with the code of the error. */
  private async execute(message: CommandMessage): Promise<string | null> {
    const connection = this.connection();
    if (!connection) return "failed";
    try {
      await requestOrThrow(connection, message);
      return null;
    } catch (error) {
      return codeOf(error) || "failed";
    }
  }
}
