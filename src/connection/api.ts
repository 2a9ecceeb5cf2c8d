/**
 * The websocket contract, version 1 (docs/architecture.md): types and parsers of all messages. Field
 * names are those of the wire; times are milliseconds since 1970 by the server's clock.
 */
import {
  blobUrl,
  clip,
  uniqueById,
  boolean,
  guarded,
  instant,
  lenient,
  list,
  object,
  oneOf,
  optional,
  percent,
  reject,
  shape,
  text,
  wholeNumber,
  type Parser,
} from "./guard.js";

const SCHEMA = 1;
export const COMMAND = {
  subscribe: "security_posture/subscribe",
  recheck: "security_posture/recheck",
  evidence: "security_posture/evidence",
  changes: "security_posture/changes",
  acceptRisk: "security_posture/accept_risk",
  reopenRisk: "security_posture/reopen_risk",
  acceptedRisks: "security_posture/accepted_risks",
  confirmAdministrators: "security_posture/confirm_administrators",
  shareSafe: "security_posture/share_safe",
  chooseForCopy: "security_posture/share_safe/choose",
} as const;

const PHASES = ["not_configured", "starting", "ready", "failed"] as const;
const STATES = ["good", "attention", "at_risk", "unknown"] as const;
const AREA_STATUSES = ["pass", "warn", "fail", "unknown", "not_applicable"] as const;
const STATUSES = ["pass", "fail", "unknown", "not_applicable"] as const;

export type AreaStatus = (typeof AREA_STATUSES)[number];
export type Status = (typeof STATUSES)[number];
export type Params = ReadonlyMap<string, number | string>;
export type AreaValue =
  | { kind: "expires" | "age"; at: number }
  | { kind: "count"; n: number; of: number | null }
  | { kind: "lag"; releases: number };

const counts = shape({
  critical: wholeNumber,
  high: wholeNumber,
  medium: wholeNumber,
  low: wholeNumber,
  unknown: wholeNumber,
  accepted: wholeNumber,
  passed: wholeNumber,
});

const area = shape({
  id: text,
  state: lenient(oneOf(AREA_STATUSES), "unknown"),
  value: lenient(optional(areaValue), null),
});

const summary = shape({
  card: text,
  ruleset: lenient(text, ""),
  phase: oneOf(PHASES),
  now: instant,
  checked_at: optional(instant),
  stale: boolean,
  /** The age in seconds at which a report is outdated; null: the backend is older than this card. */
  stale_after: optional(wholeNumber),
  state: lenient(oneOf(STATES), "unknown"),
  score: optional(percent),
  provisional: boolean,
  counts,
  areas: uniqueById(area),
});

const check = shape({
  id: text,
  area: text,
  severity: text,
  status: lenient(oneOf(STATUSES), "unknown"),
  reason: optional(text),
  params,
  since: lenient(instant, null),
  evidence: wholeNumber,
  /** An acceptance in force: the finding stays in the list but does not count as open. */
  accepted: lenient(
    optional(shape({ reason: text, until: instant, by_you: lenient(boolean, false) })),
    null,
  ),
  /** By how many points the score rises when this finding is fixed. */
  gain: lenient(percent, 0),
  fix: shape({ path: optional(text), docs: optional(text) }),
});

const adminView = shape({
  exposure: shape({
    level: text,
    evidence: list(shape({ kind: text, n: optional(wholeNumber) })),
  }),
  score_detail: shape({
    raw: optional(percent),
    cap: optional(shape({ by: text, at: percent })),
    /** What each finding costs. */
    lost: lenient(list(shape({ by: text, points: percent })), []),
  }),
  checks: uniqueById(check),
});

const evidence = shape({
  rows: list(shape({ kind: text, text, at: lenient(instant, null), n: optional(wholeNumber) })),
  /** What confirms these rows; null: this user may not; undefined: they cannot be confirmed. */
  confirmation: (raw) => (raw === undefined ? raw : optional(text)(raw)),
});

const changes = shape({
  looked_at: optional(instant),
  changes: list(
    shape({
      /** "opened", "resolved", "accepted", "reopened", "confirmed" */
      kind: text,
      at: instant,
      check_id: text,
      severity: text,
      /** Who confirmed it. */
      by: lenient(optional(text), null),
    }),
  ),
});

const acceptors = shape({ rows: list(shape({ check_id: text, by: optional(text) })) });

const progress = shape({ done: wholeNumber, of: wholeNumber });
const whole = { count: wholeNumber, on: boolean };
const places = list(shape({ file: text, line: wholeNumber }));
/** Words of the user's own list that are still in the copy, or are nowhere. */
const keptWords = list(shape({ word: text, why: text }));
// The bytes come last: the address of a copy that is rejected could not be revoked.
const copy = shape({
  counts: tally,
  left_out: wholeNumber,
  words: lenient(keptWords, []),
  zip: blobUrl,
});

const review = shape({
  kinds: list(shape({ kind: text, ...whole, fixed: boolean, places })),
  suggestions: list(shape({ kind: text, text, ...whole, places })),
  words: keptWords,
  left_out: list(shape({ file: text, why: text })),
  files: wholeNumber,
  /** Whether the request for the copy may contain the switches. */
  takes_reviewed: lenient(boolean, false),
  /** How many rows of each list are not sent. */
  more: lenient(shape({ suggestions: wholeNumber, left_out: wholeNumber }), {
    suggestions: 0,
    left_out: 0,
  }),
});

export type Counts = ReturnType<typeof counts>;
export type Area = ReturnType<typeof area>;
export type Check = ReturnType<typeof check>;
export type AdminView = ReturnType<typeof adminView>;
export type Evidence = ReturnType<typeof evidence>;
export type EvidenceRow = Evidence["rows"][number];
/** The history of findings, the newest first, and when this user last opened it. */
export type Changes = ReturnType<typeof changes>;
export type Change = Changes["changes"][number];

export interface Snapshot extends ReturnType<typeof summary> {
  /** null for all users but administrators */
  admin: AdminView | null;
}

export type Parsed =
  | { kind: "snapshot"; snapshot: Snapshot }
  | { kind: "unreadable"; why: "newer" | "older" | "malformed" };

/** What a person should see before the copy is made. */
export type Review = ReturnType<typeof review>;
/** What a person can decide about: a kind, or a suggested text of a kind. */
export type ReviewRow = Review["kinds"][number] | Review["suggestions"][number];
export type KeptWords = readonly ReturnType<typeof keptWords>[number][];
/** An error code, the progress, or what was replaced and the address to save the zip from. */
export type Copy = string | ReturnType<typeof progress> | ReturnType<typeof copy>;

/** Return the typed snapshot, or why the message is none. Never throws. */
export function parseSnapshot(raw: unknown): Parsed {
  return guarded<Parsed>(
    () => {
      const schema = wholeNumber(object(raw).schema);
      if (schema > SCHEMA) return { kind: "unreadable", why: "newer" };
      if (schema < SCHEMA) return { kind: "unreadable", why: "older" };
      return { kind: "snapshot", snapshot: snapshot(raw) };
    },
    { kind: "unreadable", why: "malformed" },
  );
}

/** Return the evidence of a finding. Throws `InvalidMessage`, as the next two do. */
export const parseEvidence: Parser<Evidence> = evidence;

/** Return the history of findings. */
export const parseChanges: Parser<Changes> = changes;

/** Return who accepted which risk, by check; "" for an unknown user. */
export function parseAcceptors(raw: unknown): Map<string, string> {
  return new Map(acceptors(raw).rows.map(({ check_id, by }) => [check_id, by ?? ""]));
}

/** Return the progress of a copy, its review, or the copy. Never throws. */
export function parseCopy(raw: unknown): Copy | Review {
  return guarded<Copy | Review>(() => {
    const source = object(raw);
    if (source.review) return review(source.review);
    if (source.failed) return text(source.failed);
    if (source.progress) return progress(source.progress);
    return copy(source.copy);
  }, "failed");
}

function snapshot(raw: unknown): Snapshot {
  const isAdmin = object(raw).audience === "admin";
  const parsed = { ...summary(raw), admin: isAdmin ? adminView(raw) : null };
  if (parsed.state === "good" && !isConsistent(parsed)) reject();
  return parsed;
}

/** Reject a good state beside findings that need attention, or without a date. */
function isConsistent({ checked_at, counts: n, areas, admin }: Snapshot): boolean {
  const open = n.critical + n.high + n.medium;
  const hasWarning = areas.some(({ state }) => state === "fail" || state === "warn");
  const failing = admin?.checks.some(
    ({ status, accepted, severity }) =>
      status === "fail" && !accepted && !["low", "info"].includes(severity),
  );
  return checked_at !== null && open === 0 && !hasWarning && !failing;
}

/** Return whether a severity is high or critical; one that is not known here counts as such. */
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
      return { kind, n: wholeNumber(n), of: optional(wholeNumber)(of) };
    case "lag":
      return { kind, releases: wholeNumber(releases) };
    default:
      return reject();
  }
}

function tally(raw: unknown): [string, number][] {
  return Object.entries(object(raw)).map(([kind, n]) => [clip(kind), wholeNumber(n)]);
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
