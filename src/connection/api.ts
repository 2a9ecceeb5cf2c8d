/**
 * The websocket contract, version 1 (docs/architecture.md): its types, and the guard every message
 * passes. Names are those of the wire; times are milliseconds since 1970 by the server's clock.
 */
import {
  blobUrl,
  clip,
  distinct,
  flag,
  guarded,
  instant,
  lenient,
  list,
  object,
  oneOf,
  optional,
  percent,
  refuse,
  shape,
  text,
  whole,
  type Read,
} from "./guard.js";

export const SCHEMA = 1;
export const COMMAND = {
  subscribe: "security_posture/subscribe",
  recheck: "security_posture/recheck",
  evidence: "security_posture/evidence",
  changes: "security_posture/changes",
  acceptRisk: "security_posture/accept_risk",
  reopenRisk: "security_posture/reopen_risk",
  acceptedRisks: "security_posture/accepted_risks",
  shareSafe: "security_posture/share_safe",
} as const;

const PHASES = ["not_configured", "starting", "ready", "failed"] as const;
const STATES = ["good", "attention", "at_risk", "unknown"] as const;
const LIGHTS = ["pass", "warn", "fail", "unknown", "not_applicable"] as const;
const STATUSES = ["pass", "fail", "unknown", "not_applicable"] as const;

export type Light = (typeof LIGHTS)[number];
export type Status = (typeof STATUSES)[number];
export type Params = ReadonlyMap<string, number | string>;
export type AreaValue =
  | { kind: "expires" | "age"; at: number }
  | { kind: "count"; n: number; of: number | null }
  | { kind: "lag"; releases: number };

const counts = shape({
  critical: whole,
  high: whole,
  medium: whole,
  low: whole,
  unknown: whole,
  accepted: whole,
  passed: whole,
});

const area = shape({
  id: text,
  state: lenient(oneOf(LIGHTS), "unknown"),
  value: lenient(optional(areaValue), null),
});

const summary = shape({
  card: text,
  phase: oneOf(PHASES),
  now: instant,
  checked_at: optional(instant),
  stale: flag,
  /** The age in seconds from which a report is not the present; null: the backend is older than this card. */
  stale_after: optional(whole),
  state: lenient(oneOf(STATES), "unknown"),
  score: optional(percent),
  provisional: flag,
  counts,
  areas: distinct(area),
});

const check = shape({
  id: text,
  area: text,
  severity: text,
  status: lenient(oneOf(STATUSES), "unknown"),
  reason: optional(text),
  params,
  since: lenient(instant, null),
  evidence: whole,
  /** In force: the finding stays, the alarm does not. */
  accepted: lenient(
    optional(shape({ reason: text, until: instant, by_you: lenient(flag, false) })),
    null,
  ),
  /** By how many points the score would rise if this one were put right. */
  gain: lenient(percent, 0),
  fix: shape({ path: optional(text), docs: optional(text) }),
});

const adminView = shape({
  exposure: shape({
    level: text,
    evidence: list(shape({ kind: text, n: optional(whole) })),
  }),
  score_detail: shape({
    raw: optional(percent),
    cap: optional(shape({ by: text, at: percent })),
  }),
  checks: distinct(check),
});

const evidence = shape({
  rows: list(shape({ kind: text, text, at: lenient(instant, null), n: optional(whole) })),
});

const changes = shape({
  looked_at: optional(instant),
  changes: list(
    shape({
      /** "opened", "resolved", "accepted", "reopened" */
      kind: text,
      at: instant,
      check_id: text,
      severity: text,
    }),
  ),
});

const acceptors = shape({ rows: list(shape({ check_id: text, by: optional(text) })) });

const progress = shape({ done: whole, of: whole });
// The bytes come last: nobody would let go of those of a copy that is refused.
const copy = shape({ counts: tally, left_out: whole, zip: blobUrl });

export type Counts = ReturnType<typeof counts>;
export type Area = ReturnType<typeof area>;
export type Check = ReturnType<typeof check>;
export type AdminView = ReturnType<typeof adminView>;
export type EvidenceRow = ReturnType<typeof evidence>["rows"][number];
/** What became of findings, the newest first, and when this person last looked at it. */
export type Changes = ReturnType<typeof changes>;
export type Change = Changes["changes"][number];

export interface Snapshot extends ReturnType<typeof summary> {
  /** null for everybody but administrators */
  admin: AdminView | null;
}

export type Parsed =
  | { kind: "snapshot"; snapshot: Snapshot }
  | { kind: "unreadable"; why: "newer" | "older" | "malformed" };

/** Why there is none, how far it is, or what was replaced and the address to save the zip from. */
export type Copy = string | ReturnType<typeof progress> | ReturnType<typeof copy>;

/** Return the typed snapshot, or why it is none. Never throws. */
export function parseSnapshot(raw: unknown): Parsed {
  return guarded<Parsed>(
    () => {
      const schema = whole(object(raw).schema);
      if (schema > SCHEMA) return { kind: "unreadable", why: "newer" };
      if (schema < SCHEMA) return { kind: "unreadable", why: "older" };
      return { kind: "snapshot", snapshot: snapshot(raw) };
    },
    { kind: "unreadable", why: "malformed" },
  );
}

/** Return the rows of an `evidence` answer. Refuses by throwing `Unreadable`, as all below do. */
export function parseEvidence(raw: unknown): EvidenceRow[] {
  return evidence(raw).rows;
}

/** Return the history of an answer. */
export const parseChanges: Read<Changes> = changes;

/** Return who accepted which risk; "" for somebody unknown. */
export function parseAcceptors(raw: unknown): Map<string, string> {
  return new Map(acceptors(raw).rows.map(({ check_id, by }) => [check_id, by ?? ""]));
}

/** Return how far a copy is, or the copy. Never throws. */
export function parseCopy(raw: unknown): Copy {
  return guarded<Copy>(() => {
    const source = object(raw);
    if (source.failed) return text(source.failed);
    if (source.progress) return progress(source.progress);
    return copy(source.copy);
  }, "failed");
}

function snapshot(raw: unknown): Snapshot {
  const isAdmin = object(raw).audience === "admin";
  const parsed = { ...summary(raw), admin: isAdmin ? adminView(raw) : null };
  if (parsed.state === "good" && !isCredible(parsed)) refuse();
  return parsed;
}

/** A good state beside findings, or of no date, is a contradiction, and must not be shown green. */
function isCredible({ checked_at, counts: n, areas, admin }: Snapshot): boolean {
  const open = n.critical + n.high + n.medium + n.low;
  const lit = areas.some(({ state }) => state === "fail" || state === "warn");
  const failing = admin?.checks.some(
    ({ status, accepted, severity }) => status === "fail" && !accepted && isSerious(severity),
  );
  return checked_at !== null && open === 0 && !lit && !failing;
}

/** Return whether a failing check of this severity is a risk; a severity not known here is. */
export function isSerious(severity: string): boolean {
  return !["medium", "low", "info"].includes(severity);
}

function areaValue(raw: unknown): AreaValue {
  const { kind, at, n, of, releases } = object(raw);
  switch (kind) {
    case "expires":
    case "age":
      return { kind, at: instant(at) };
    case "count":
      return { kind, n: whole(n), of: optional(whole)(of) };
    case "lag":
      return { kind, releases: whole(releases) };
    default:
      return refuse();
  }
}

function tally(raw: unknown): [string, number][] {
  return Object.entries(object(raw)).map(([kind, n]) => [clip(kind), whole(n)]);
}

function params(raw: unknown): Params {
  const usable = Object.entries(object(raw)).filter(
    (entry): entry is [string, number | string] =>
      typeof entry[1] === "string" || Number.isFinite(entry[1]),
  );
  return new Map(
    usable.map(([name, value]) => [name, typeof value === "string" ? clip(value) : value]),
  );
}
