/** The websocket contract, version 1 (docs/architecture.md): its types, and the guard every message passes. */
import {
  blobUrl,
  clip,
  distinct,
  flag,
  guarded,
  instant,
  known,
  nullable,
  object,
  optional,
  percent,
  refuse,
  rows,
  text,
  whole,
  type Fields,
} from "./guard.js";

export const SCHEMA = 1;
export const COMMAND = {
  subscribe: "security_posture/subscribe",
  recheck: "security_posture/recheck",
  evidence: "security_posture/evidence",
  shareSafe: "security_posture/share_safe",
} as const;

const PHASES = ["not_configured", "starting", "ready", "failed"] as const;
const STATES = ["good", "attention", "at_risk", "unknown"] as const;
const LIGHTS = ["pass", "warn", "fail", "unknown", "not_applicable"] as const;
const STATUSES = ["pass", "fail", "unknown", "not_applicable"] as const;
const COUNTS = ["critical", "high", "medium", "low", "unknown", "accepted", "passed"] as const;

export type Phase = (typeof PHASES)[number];
export type State = (typeof STATES)[number];
export type Light = (typeof LIGHTS)[number];
export type Status = (typeof STATUSES)[number];
export type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

/** Times are milliseconds since 1970 by the server's clock. */
export type AreaValue =
  | { kind: "expires" | "age"; at: number }
  | { kind: "count"; n: number; of: number | null }
  | { kind: "lag"; releases: number };

export interface Area {
  id: string;
  state: Light;
  value: AreaValue | null;
}

export type Params = ReadonlyMap<string, number | string>;

export interface Check {
  id: string;
  area: string;
  severity: string;
  status: Status;
  reason: string | null;
  params: Params;
  since: number | null;
  evidence: number;
  fix: { path: string | null; docs: string | null };
}

export interface AdminView {
  exposure: { level: string; evidence: { kind: string; n: number | null }[] };
  score: { raw: number | null; cap: { by: string; at: number } | null };
  checks: Check[];
}

export interface Snapshot {
  card: string;
  phase: Phase;
  now: number;
  checkedAt: number | null;
  stale: boolean;
  /** The age in seconds beyond which it is no longer current; null: an older backend. */
  staleAfter: number | null;
  state: State;
  score: number | null;
  provisional: boolean;
  counts: Counts;
  areas: Area[];
  /** null for everybody but administrators */
  admin: AdminView | null;
}

export type Parsed =
  { kind: "snapshot"; snapshot: Snapshot } | { kind: "unreadable"; why: "newer" | "malformed" };

export interface EvidenceRow {
  kind: string;
  text: string;
  at: number | null;
  n: number | null;
}

/** Why there is none, how far it is, or what was replaced and the address to save it from. */
export type Copy =
  | string
  | { done: number; of: number }
  | { counts: [string, number][]; leftOut: number; url: string };

/** Return the typed snapshot, or why it is none. Never throws. */
export function parseSnapshot(raw: unknown): Parsed {
  return guarded<Parsed>(
    () => {
      const source = object(raw);
      const schema = whole(source.schema);
      if (schema > SCHEMA) return { kind: "unreadable", why: "newer" };
      if (schema < SCHEMA) refuse();
      return { kind: "snapshot", snapshot: snapshot(source) };
    },
    { kind: "unreadable", why: "malformed" },
  );
}

/** Return the rows of an `evidence` answer, or null when it cannot be read. Never throws. */
export function parseEvidence(raw: unknown): EvidenceRow[] | null {
  return guarded(
    () =>
      rows(object(raw).rows).map((row) => ({
        kind: text(row.kind),
        text: text(row.text),
        at: instant(row.at),
        n: optional(whole, row.n),
      })),
    null,
  );
}

/** Return how far a copy is, or the copy. Never throws. */
export function parseCopy(raw: unknown): Copy {
  return guarded<Copy>(() => {
    const source = object(raw);
    if (source.failed) return text(source.failed);
    if (source.progress) {
      const { done, of } = object(source.progress);
      return { done: whole(done), of: whole(of) };
    }
    const { counts: found, left_out, zip } = object(source.copy);
    return {
      counts: Object.entries(object(found)).map(([kind, n]) => [clip(kind), whole(n)]),
      leftOut: whole(left_out),
      url: blobUrl(zip),
    };
  }, "failed");
}

function snapshot(source: Fields): Snapshot {
  const parsed: Snapshot = {
    card: text(source.card),
    phase: known(PHASES, source.phase) ?? refuse(),
    now: instant(source.now) ?? refuse(),
    checkedAt: source.checked_at === null ? null : (instant(source.checked_at) ?? refuse()),
    stale: flag(source.stale),
    staleAfter: optional(whole, source.stale_after),
    state: known(STATES, source.state) ?? "unknown",
    score: nullable(percent, source.score),
    provisional: flag(source.provisional),
    counts: counts(object(source.counts)),
    areas: distinct(rows(source.areas).map(area)),
    admin: known(["admin", "viewer"], source.audience) === "admin" ? admin(source) : null,
  };
  if (parsed.state === "good" && !isCredible(parsed)) refuse();
  return parsed;
}

/** A good state beside findings, or of no date, is a contradiction, and must not be shown green. */
function isCredible({ checkedAt, phase, counts: n, areas, admin: view }: Snapshot): boolean {
  const open = n.critical + n.high + n.medium + n.low;
  const lit = areas.some(({ state }) => state === "fail" || state === "warn");
  const failing = view?.checks.some((row) => row.status === "fail" && isSerious(row.severity));
  return checkedAt !== null && phase === "ready" && open === 0 && !lit && !failing;
}

/** Return whether a failing check of this severity is a risk; a severity not known here is. */
export function isSerious(severity: string): boolean {
  return !["medium", "low", "info"].includes(severity);
}

function counts(source: Fields): Counts {
  return Object.fromEntries(COUNTS.map((name) => [name, whole(source[name])])) as Counts;
}

function area(source: Fields): Area {
  return {
    id: text(source.id),
    state: known(LIGHTS, source.state) ?? "unknown",
    value: guarded(() => nullable(areaValue, source.value), null),
  };
}

function areaValue(raw: unknown): AreaValue {
  const source = object(raw);
  switch (source.kind) {
    case "expires":
    case "age":
      return { kind: source.kind, at: instant(source.at) ?? refuse() };
    case "count":
      return { kind: "count", n: whole(source.n), of: optional(whole, source.of) };
    case "lag":
      return { kind: "lag", releases: whole(source.releases) };
    default:
      return refuse();
  }
}

function admin(source: Fields): AdminView {
  const exposure = object(source.exposure);
  const detail = object(source.score_detail);
  return {
    exposure: {
      level: text(exposure.level),
      evidence: rows(exposure.evidence).map((row) => ({
        kind: text(row.kind),
        n: optional(whole, row.n),
      })),
    },
    score: {
      raw: nullable(percent, detail.raw),
      cap: nullable((raw) => {
        const cap = object(raw);
        return { by: text(cap.by), at: percent(cap.at) };
      }, detail.cap),
    },
    checks: distinct(rows(source.checks).map(check)),
  };
}

function check(source: Fields): Check {
  const fix = object(source.fix);
  return {
    id: text(source.id),
    area: text(source.area),
    severity: text(source.severity),
    status: known(STATUSES, source.status) ?? "unknown",
    reason: optional(text, source.reason),
    params: params(object(source.params)),
    since: instant(source.since),
    evidence: whole(source.evidence),
    fix: { path: optional(text, fix.path), docs: optional(text, fix.docs) },
  };
}

function params(source: Fields): Params {
  const usable = Object.entries(source).filter(
    (entry): entry is [string, number | string] =>
      typeof entry[1] === "string" || Number.isFinite(entry[1]),
  );
  return new Map(
    usable.map(([name, value]) => [name, typeof value === "string" ? clip(value) : value]),
  );
}
