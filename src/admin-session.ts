/**
 * What an administrator has open on one card, and has asked for. Names and addresses are held
 * only while they are shown.
 */
import type { Connection } from "home-assistant-js-websocket";
import { COMMAND, parseEvidence, type EvidenceRow } from "./api.js";
import { ShareCopy } from "./share-copy.js";

export type Evidence = EvidenceRow[] | "loading" | "failed" | "refused";
export type Recheck = "idle" | "running" | "failed" | "not_ready";

// The connection itself waits for ever; a full look takes seconds, a minute when a source hangs.
const ANSWER_WITHIN = 15_000;
const RECHECK_WITHIN = 120_000;

export class AdminSession {
  /** The opened tile. */
  area: string | null = null;
  /** Whether the list of all checks is open. */
  isListOpen = false;
  recheck: Recheck = "idle";
  readonly share: ShareCopy;
  private evidence = new Map<string, Evidence>();

  constructor(private readonly changed: () => void) {
    this.share = new ShareCopy(changed);
  }

  /** Return what is known of a finding's evidence; undefined while it is closed. */
  evidenceOf(checkId: string): Evidence | undefined {
    return this.evidence.get(checkId);
  }

  toggleArea(area: string): void {
    this.open(this.area === area ? null : area, false);
  }

  toggleList(): void {
    this.open(null, !this.isListOpen);
  }

  /** Close everything and drop what was fetched. */
  close(): void {
    this.area = null;
    this.isListOpen = false;
    this.dropEvidence();
  }

  /** Let go of names, addresses and copies. */
  dropEvidence(): void {
    // A new map: answers still under way belong to the old one.
    this.evidence = new Map();
    this.share.drop();
  }

  async toggleEvidence(connection: Connection, checkId: string): Promise<void> {
    const { evidence } = this;
    if (evidence.delete(checkId)) {
      this.changed();
      return;
    }
    evidence.set(checkId, "loading");
    this.changed();
    const found = await fetchEvidence(connection, checkId);
    if (this.evidence !== evidence || evidence.get(checkId) !== "loading") return;
    evidence.set(checkId, found);
    this.changed();
  }

  private open(area: string | null, isListOpen: boolean): void {
    this.close();
    this.area = area;
    this.isListOpen = isListOpen;
    this.changed();
  }

  async checkNow(connection: Connection): Promise<void> {
    if (this.recheck === "running") return;
    this.recheck = "running";
    this.changed();
    try {
      await answered(connection.sendMessagePromise({ type: COMMAND.recheck }), RECHECK_WITHIN);
      this.recheck = "idle";
    } catch (error) {
      this.recheck = codeOf(error) === "not_ready" ? "not_ready" : "failed";
    }
    this.changed();
  }
}

async function fetchEvidence(connection: Connection, checkId: string): Promise<Evidence> {
  try {
    const asked = connection.sendMessagePromise({ type: COMMAND.evidence, check_id: checkId });
    return parseEvidence(await answered(asked, ANSWER_WITHIN)) ?? "failed";
  } catch (error) {
    return codeOf(error) === "unauthorized" ? "refused" : "failed";
  }
}

function answered<T>(asked: Promise<T>, within: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No answer")), within);
    asked.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null | undefined)?.code;
}
