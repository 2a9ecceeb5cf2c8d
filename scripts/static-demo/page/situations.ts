/** What the card meets besides a current report: the messages of the backend, and the connection. */
import type { Snapshot } from "../../../src/connection/api.js";
import type { Mode } from "../../../src/model/view-model.js";
import type { Fields } from "../recording.js";

export interface Situation {
  label: string;
  /** Change the recorded message. */
  edit?: (message: Fields) => Fields;
  /** Only other users than administrators meet it. */
  isForViewers?: boolean;
  /** How the integration answers; by default, with the message. */
  answer?: "nothing" | "unauthorized";
  /** The connection is lost after the first message. */
  isLost?: boolean;
  /** Timers: `at-once` for what shows only after some time, `never` for what would end by itself. */
  timers?: "at-once" | "never";
}

const HOUR = 3_600_000;
const NO_COUNTS = {
  ...{ critical: 0, high: 0, medium: 0, low: 0 },
  ...{ unknown: 0, accepted: 0, passed: 0, not_applicable: 0 },
};
/** As `posture/projection.py` limits a summary, and as it is before the first report. */
const OVERALL = { counts: NO_COUNTS, areas: [], score: null, provisional: false };
const EMPTY = { ...OVERALL, state: "unknown", checked_at: null };
const EMPTY_ADMIN = {
  exposure: { level: "internet", evidence: [] },
  score_detail: { raw: null, cap: null },
  checks: [],
};

function withoutReport(message: Fields, phase: string): Fields {
  const more = message.audience === "admin" ? EMPTY_ADMIN : {};
  return { ...message, ...EMPTY, ...more, phase };
}

/** The modes that no report has: a new mode of the card does not compile without its entry. */
const MODES: Record<Exclude<Mode, Snapshot["state"]>, Situation> = {
  stale: {
    label: "Outdated report",
    edit: (message) => ({
      ...message,
      stale: true,
      checked_at: new Date(Date.parse(String(message.now)) - 14 * HOUR).toISOString(),
    }),
  },
  lost: { label: "Connection lost", isLost: true, timers: "at-once" },
  no_answer: {
    label: "The integration does not respond",
    answer: "nothing",
    timers: "at-once",
  },
  connecting: { label: "Page just opened", answer: "nothing", timers: "never" },
  starting: {
    label: "First check in progress",
    edit: (message) => withoutReport(message, "starting"),
  },
  not_configured: {
    label: "Integration not set up",
    edit: (message) => withoutReport(message, "not_configured"),
  },
  failed: { label: "Check failed", edit: (message) => ({ ...message, phase: "failed" }) },
  unreadable: { label: "Incompatible data", edit: (message) => ({ ...message, areas: "?" }) },
  newer: {
    label: "Integration newer than the card",
    edit: (message) => ({ ...message, schema: 2 }),
  },
  older: {
    label: "Integration older than the card",
    edit: (message) => ({ ...message, schema: 0 }),
  },
  refused: { label: "User not allowed", answer: "unauthorized" },
  hidden: {
    label: "Hidden from non-admin users",
    isForViewers: true,
    edit: (message) => ({ ...message, ...EMPTY }),
  },
};

export const SITUATIONS: Record<string, Situation> = {
  current: { label: "Current report" },
  provisional: {
    label: "Provisional: too many checks could not run",
    edit: (message) => ({ ...message, provisional: true }),
  },
  overall: {
    label: "Only the state for non-admin users",
    isForViewers: true,
    edit: (message) => ({ ...message, ...OVERALL }),
  },
  ...MODES,
};
