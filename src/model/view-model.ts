/** The content of the glance: pure functions from the state of the store and the texts. */
import type { Area, Counts, Snapshot } from "../connection/api.js";
import { words } from "../ha/localize.js";
import type { StoreState } from "../connection/store.js";
import { tile, type Tile, type Glyph } from "./tile-model.js";

export type Mode =
  | Snapshot["state"]
  | "stale" // the last full check is too old
  | "lost" // no socket
  | "no_answer" // a socket, but the integration does not answer
  | "connecting"
  | "starting"
  | "not_configured"
  | "failed"
  | "unreadable"
  | "newer" // the message is of a later contract
  | "older" // the message is of an earlier contract
  | "refused"
  | "hidden"; // hidden from this user by an administrator

interface Count {
  glyph: Glyph;
  label: string;
  /** The number alone, where there is no room for the words. */
  figure?: string;
}

export interface Glance {
  mode: Mode;
  glyph: Glyph;
  word: string;
  /** Too many checks could not run. */
  provisional: boolean;
  note: string;
  /** For those who cannot see what to do: who can. */
  hint: string;
  counts: Count[];
  /** The last known state, while there is no current one. */
  lastState: Count | null;
  /** "" while it is unknown or hidden. */
  score: string;
  /** "" while there is none. */
  fact: string;
  /** The text of the bar at the top while there is no connection or no answer. */
  bar: string;
  tiles: Tile[];
}

// In seconds, for a backend that sends none: two check intervals of six hours, and some minutes.
const STALE_AFTER = 2 * 6 * 3_600 + 300;
// The times in one server's messages differ by less.
const MAX_AHEAD = 5 * 60_000;

export const GLYPHS: Readonly<Record<Mode, Glyph>> = {
  good: "ok",
  attention: "warn",
  at_risk: "fail",
  unknown: "unknown",
  stale: "clock",
  lost: "cut",
  no_answer: "cut",
  connecting: "wait",
  starting: "wait",
  not_configured: "plus",
  failed: "fault",
  unreadable: "fault",
  newer: "up",
  older: "up",
  refused: "lock",
  hidden: "lock",
};
/** Modes in which the tiles show the last known values. */
const OUTDATED: ReadonlySet<Mode> = new Set(["stale", "lost", "no_answer", "failed"]);

/** Return the last snapshot, if the last message was a readable one. */
export function snapshotOf({ received }: StoreState): Snapshot | null {
  return received?.parsed.kind === "snapshot" ? received.parsed.snapshot : null;
}

/** Return the server's time now, or null while it is unknown. `clock` is performance.now(). */
export function timeOf(state: StoreState, clock: number): number | null {
  const snapshot = snapshotOf(state);
  return snapshot && serverNow(state, snapshot, clock);
}

/** Return the server's time now: that of its last message plus the device's stopwatch. */
function serverNow(state: StoreState, snapshot: Snapshot, clock: number): number {
  return snapshot.now + (clock - (state.received?.at ?? clock));
}

/** Return what the card shows. `clock` is performance.now(). */
export function modeOf(state: StoreState, clock: number): Mode {
  const { feed, isSilent, received } = state;
  if (feed === "refused") return "refused";
  if (isSilent) return feed === "lost" ? "lost" : "no_answer";
  if (!received) return "connecting";
  const { parsed } = received;
  if (parsed.kind === "unreadable") return parsed.why === "malformed" ? "unreadable" : parsed.why;
  return modeOfSnapshot(parsed.snapshot, serverNow(state, parsed.snapshot, clock));
}

/** Return what a snapshot is at a time of the server. */
export function modeOfSnapshot(snapshot: Snapshot, now: number): Mode {
  const { phase, checked_at: checkedAt, state, admin } = snapshot;
  if (phase !== "ready") return phase;
  if (checkedAt === null) return admin ? "unknown" : "hidden";
  const oldest = (snapshot.stale_after ?? STALE_AFTER) * 1_000;
  if (snapshot.stale || now - checkedAt > oldest || checkedAt - now > MAX_AHEAD) return "stale";
  return state;
}

interface GlanceInput {
  state: StoreState;
  /** performance.now() */
  clock: number;
  showScore: boolean;
  isAdmin: boolean;
  /** The user can only ask somebody else what to do. */
  isViewer?: boolean;
  /** The areas to show, in this order; all in the server's order if none is named. */
  areas?: readonly string[] | undefined;
}

/** Return the content of everything but the administrator's part. */
export function glance(input: GlanceInput): Glance {
  const { state, clock } = input;
  const mode = modeOf(state, clock);
  const snapshot = mode === "refused" ? null : snapshotOf(state);
  const isOutdated = OUTDATED.has(mode);
  const known =
    snapshot?.checked_at != null && (isOutdated || mode === snapshot.state) ? snapshot : null;
  const now = timeOf(state, clock) ?? 0;
  const provisional = Boolean(known?.provisional) && !isOutdated;
  const checks = input.isAdmin && known?.admin ? known.admin.checks : null;
  return {
    mode,
    glyph: GLYPHS[mode],
    word: words.text(`states.${mode}`),
    provisional,
    note: words.text(`card.note_${provisional ? "provisional" : mode}`),
    counts: known && !isOutdated ? countsOf(known.counts) : [],
    lastState: known && isOutdated ? lastState(known) : null,
    hint:
      input.isViewer && (mode === "attention" || mode === "at_risk") ? words.text("card.hint") : "",
    score: known && input.showScore && !isOutdated ? scoreText(known) : "",
    fact: known ? checkedText(known, now) : "",
    bar: mode === "lost" || mode === "no_answer" ? bar(mode, known) : "",
    tiles: known
      ? selected(known.areas, input.areas).map((area) => tile(area, { now, isOutdated, checks }))
      : [],
  };
}

function selected(areas: Area[], order: readonly string[] | undefined): Area[] {
  if (!order?.length) return areas;
  return order.flatMap((id) => areas.filter((area) => area.id === id));
}

function lastState({ state }: Snapshot): Count | null {
  const label = words.text(`card.was_${state}`);
  return label ? { glyph: GLYPHS[state], label } : null;
}

function scoreText({ score }: Snapshot): string {
  return score === null ? "" : words.text("card.score", { n: words.number(score) });
}

function checkedText({ checked_at: checkedAt }: Snapshot, now: number): string {
  const age = words.ago(Math.max(0, now - (checkedAt ?? now)));
  return words.text("card.checked", { age });
}

function bar(mode: Mode, known: Snapshot | null): string {
  const time = known && words.time(known.now);
  return words.text(`card.${mode}`) + (time ? ` ${words.text("card.last_known", { time })}` : "");
}

/** Return the counts that are not 0 and have a text, with severities grouped as the shapes of the tiles are. */
export function countsOf(counts: Counts): Count[] {
  const groups: [Glyph, string, number][] = [
    ["fail", "serious", counts.critical + counts.high],
    ["warn", "lesser", counts.medium + counts.low],
    ["unknown", "unknown", counts.unknown],
    ["flag", "accepted", counts.accepted],
    ["ok", "passed", counts.passed],
  ];
  return groups
    .map(([glyph, key, n]) => ({
      glyph,
      label: n ? words.plural(`counts.${key}`, n) : "",
      figure: words.number(n),
    }))
    .filter(({ label }) => label);
}
