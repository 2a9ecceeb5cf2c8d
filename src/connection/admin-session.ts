/**
 * What an administrator has open on one card, and has asked for. Names and addresses are held
 * only while they are shown, and nothing stays open when nobody is there any more.
 */
import type { Connection } from "home-assistant-js-websocket";
import {
  COMMAND,
  parseAcceptors,
  parseChanges,
  parseEvidence,
  type Changes,
  type EvidenceRow,
} from "./api.js";
import { answered, ask, codeOf, type Answer, type Question } from "./request.js";
import { ShareCopy } from "./share-copy.js";

export type Panel = "area" | "list" | "changes" | "none";
export type Recheck = "idle" | "running" | "failed" | "not_ready";
/** The form of an acceptance: being filled in, on its way, or what the server said against it. */
export interface Draft {
  checkId: string;
  said: string;
}

/** Before the id where an acceptance is being taken back: no form stands open for that. */
export const REOPEN = "-";
// A full look takes seconds, a minute when a source hangs.
const RECHECK_WITHIN = 120_000;
// A wall tablet is left alone with whatever was opened last.
const IDLE_AFTER = 5 * 60_000;

export class AdminSession {
  panel: Panel = "none";
  /** The opened tile. */
  area: string | null = null;
  recheck: Recheck = "idle";
  draft: Draft | null = null;
  changes?: Answer<Changes>;
  /** Who accepted which risk. */
  acceptors?: Answer<Map<string, string>>;
  readonly share: ShareCopy;
  private evidence = new Map<string, Answer<EvidenceRow[]>>();
  private idleTimer?: ReturnType<typeof setTimeout>;

  /** `changed` is called when something is to be drawn anew. */
  constructor(
    private readonly connection: () => Connection | undefined,
    private readonly changed: () => void,
  ) {
    this.share = new ShareCopy(connection, changed);
  }

  /** Return what is known of a finding's evidence; undefined while it is closed. */
  evidenceOf(checkId: string): Answer<EvidenceRow[]> | undefined {
    return this.evidence.get(checkId);
  }

  /** Open a panel, or close it when it is the one that is open. */
  toggle(panel: Panel, area: string | null = null): void {
    const isOpen = this.panel === panel && this.area === area;
    this.close();
    this.panel = isOpen ? "none" : panel;
    this.area = isOpen ? null : area;
    this.touch();
    this.changed();
  }

  /** Somebody is there. */
  touch(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => {
      this.close();
      this.changed();
    }, IDLE_AFTER);
  }

  /** Close everything and drop what was fetched. */
  close(): void {
    clearTimeout(this.idleTimer);
    this.panel = "none";
    this.area = null;
    if (this.recheck !== "running") this.recheck = "idle"; // what was said has been read
    this.drop();
  }

  /** Let go of names, addresses, copies and what was being written. */
  drop(): void {
    // A new map: answers still under way belong to the old one.
    this.evidence = new Map();
    this.acceptors = this.changes = undefined;
    if (this.panel === "changes") this.panel = "none"; // it is asked for when it is opened
    this.draft = null;
    this.share.drop();
  }

  async toggleEvidence(checkId: string): Promise<void> {
    const { evidence } = this;
    if (evidence.delete(checkId)) {
      this.changed();
      return;
    }
    const isWanted = (): boolean => this.evidence === evidence && evidence.has(checkId);
    await this.ask({ type: COMMAND.evidence, check_id: checkId }, parseEvidence, isWanted, (rows) =>
      evidence.set(checkId, rows),
    );
  }

  async toggleChanges(): Promise<void> {
    this.toggle("changes");
    if (this.panel !== "changes") return;
    const { evidence } = this;
    const isWanted = (): boolean => this.evidence === evidence;
    await this.ask({ type: COMMAND.changes }, parseChanges, isWanted, (found) => {
      this.changes = found;
    });
  }

  async askWhoAccepted(): Promise<void> {
    const { evidence } = this;
    const isWanted = (): boolean => this.evidence === evidence;
    await this.ask({ type: COMMAND.acceptedRisks }, parseAcceptors, isWanted, (found) => {
      this.acceptors = found;
    });
  }

  /** Keep that it is being read, then what came of it, unless nobody wants it any more. */
  private async ask<T>(
    question: Question,
    read: (raw: unknown) => T,
    isWanted: () => boolean,
    keep: (found: Answer<T>) => void,
  ): Promise<void> {
    const connection = this.connection();
    if (!connection) return;
    keep("loading");
    this.changed();
    const found = await ask(connection, question, read);
    if (!isWanted()) return;
    keep(found);
    this.changed();
  }

  /** Open the form for a finding, or close it. */
  toggleDraft(checkId: string): void {
    this.draft = this.draft?.checkId === checkId ? null : { checkId, said: "" };
    this.changed();
  }

  /** Send what was written; the form closes when it was taken. */
  accept(checkId: string, reason: string, until: string): Promise<void> {
    return this.send(checkId, { type: COMMAND.acceptRisk, check_id: checkId, reason, until });
  }

  /** Take an acceptance back. */
  reopen(checkId: string): Promise<void> {
    return this.send(REOPEN + checkId, { type: COMMAND.reopenRisk, check_id: checkId });
  }

  async checkNow(): Promise<void> {
    if (this.recheck === "running") return;
    this.recheck = "running";
    this.changed();
    const failure = await this.failure({ type: COMMAND.recheck }, RECHECK_WITHIN);
    this.recheck = failure === null ? "idle" : failure === "not_ready" ? failure : "failed";
    this.changed();
  }

  private async send(checkId: string, question: Question): Promise<void> {
    if (this.draft?.said === "sending") return; // a second press
    const draft = { checkId, said: "sending" };
    this.draft = draft;
    this.changed();
    const failure = await this.failure(question);
    draft.said = failure ?? "";
    if (this.draft === draft && failure === null) this.draft = null;
    this.changed();
  }

  /** Resolve with null when the server did as asked, or with what it said against it. */
  private async failure(question: Question, within?: number): Promise<string | null> {
    const connection = this.connection();
    if (!connection) return "failed";
    try {
      await answered(connection, question, within);
      return null;
    } catch (error) {
      return codeOf(error) || "failed";
    }
  }
}
