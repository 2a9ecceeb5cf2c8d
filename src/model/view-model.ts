/** What the card says at a glance: pure functions from a reading and the words. */
import type { Area, Counts, Snapshot } from "../connection/api.js";
import { words } from "../ha/localize.js";
import type { Reading } from "../connection/store.js";
import { tile, type Tile, type Glyph } from "./tile-model.js";

export type Mode =
  | Snapshot["state"]
  | "stale" // the last complete look is too long ago
  | "lost" // no socket
  | "no_answer" // a socket, but the integration does not answer
  | "connecting"
  | "starting"
  | "not_configured"
  | "failed"
  | "unreadable"
  | "newer" // a message of a later contract
  | "older" // a message of an earlier one
  | "refused"
  | "hidden"; // the administrator shows nothing to this user

export interface Count {
  glyph: Glyph;
  label: string;
}

export interface Glance {
  mode: Mode;
  glyph: Glyph;
  word: string;
  /** What is said rests on too little. */
  provisional: boolean;
  note: string;
  counts: Count[];
  /** The state word that was true once, while what is shown is not the present. */
  was: Count | null;
  facts: string[];
  /** The bar across the top while nothing is heard. */
  bar: string;
  tiles: Tile[];
}

// Seconds, where a backend does not say: two looks six hours apart, and some minutes.
const STALE_AFTER = 2 * 6 * 3_600 + 300;
// Clocks of one server differ by less between two messages.
const AHEAD = 5 * 60_000;

const GLYPHS: Readonly<Record<Mode, Glyph>> = {
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
/** What the tiles say is no longer the present. */
const PAST: ReadonlySet<Mode> = new Set(["stale", "lost", "no_answer", "failed"]);

/** Return the snapshot of a reading, if it holds a readable one. */
export function snapshotOf({ received }: Reading): Snapshot | null {
  return received?.parsed.kind === "snapshot" ? received.parsed.snapshot : null;
}

/** Return the server's time now, or null while none is known. `clock` is performance.now(). */
export function timeOf(reading: Reading, clock: number): number | null {
  const snapshot = snapshotOf(reading);
  return snapshot && serverNow(reading, snapshot, clock);
}

/** Return the server's time now, by its own clock carried on with the device's stopwatch. */
function serverNow(reading: Reading, snapshot: Snapshot, clock: number): number {
  return snapshot.now + (clock - (reading.received?.at ?? clock));
}

/** Return which of its looks the card has. `clock` is performance.now(). */
export function modeOf(reading: Reading, clock: number): Mode {
  const { feed, quiet, received } = reading;
  if (feed === "refused") return "refused";
  if (quiet) return feed === "lost" ? "lost" : "no_answer";
  if (!received) return "connecting";
  const { parsed } = received;
  if (parsed.kind === "unreadable") return parsed.why === "malformed" ? "unreadable" : parsed.why;
  return judged(parsed.snapshot, serverNow(reading, parsed.snapshot, clock));
}

function judged(snapshot: Snapshot, now: number): Mode {
  const { phase, checked_at: checkedAt, state, admin } = snapshot;
  if (phase !== "ready") return phase;
  if (checkedAt === null) return admin ? "unknown" : "hidden";
  const oldest = (snapshot.stale_after ?? STALE_AFTER) * 1_000;
  if (snapshot.stale || now - checkedAt > oldest || checkedAt - now > AHEAD) return "stale";
  return state;
}

export interface Asked {
  reading: Reading;
  clock: number;
  showScore: boolean;
  isAdmin: boolean;
  /** The areas to show, in this order; all, as they come, where none is named. */
  areas?: readonly string[] | undefined;
}

/** Return everything but the administrator's part. */
export function glance(asked: Asked): Glance {
  const { reading, clock } = asked;
  const mode = modeOf(reading, clock);
  const snapshot = mode === "refused" ? null : snapshotOf(reading);
  const past = PAST.has(mode);
  const known = snapshot?.checked_at != null && (past || mode === snapshot.state) ? snapshot : null;
  const now = timeOf(reading, clock) ?? 0;
  const provisional = Boolean(known?.provisional) && !past;
  const checks = asked.isAdmin && known?.admin ? known.admin.checks : null;
  return {
    mode,
    glyph: GLYPHS[mode],
    word: words.text(`states.${mode}`),
    provisional,
    note: words.text(`card.note_${provisional ? "provisional" : mode}`),
    counts: known && !past ? counted(known.counts) : [],
    was: known && past ? was(known) : null,
    facts: known ? facts(known, now, asked.showScore && !past) : [],
    bar: mode === "lost" || mode === "no_answer" ? bar(mode, known) : "",
    tiles: known
      ? chosen(known.areas, asked.areas).map((area) => tile(area, { now, past, checks }))
      : [],
  };
}

function chosen(areas: Area[], order: readonly string[] | undefined): Area[] {
  if (!order?.length) return areas;
  return order.flatMap((id) => areas.filter((area) => area.id === id));
}

function was({ state }: Snapshot): Count {
  return { glyph: GLYPHS[state], label: words.text(`card.was_${state}`) };
}

function facts(known: Snapshot, now: number, showScore: boolean): string[] {
  const age = words.ago(Math.max(0, now - (known.checked_at ?? now)));
  const score = showScore && known.score !== null;
  return [
    score ? words.text("card.score", { n: words.number(known.score ?? 0) }) : "",
    words.text("card.checked", { age }),
  ].filter(Boolean);
}

function bar(mode: Mode, known: Snapshot | null): string {
  const time = known && words.time(known.now);
  return words.text(`card.${mode}`) + (time ? ` ${words.text("card.last_known", { time })}` : "");
}

/** Folded to the shapes of the tiles: a glance tells four things apart, not eight. */
function counted(counts: Counts): Count[] {
  const folded: [Glyph, string, number][] = [
    ["fail", "serious", counts.critical + counts.high],
    ["warn", "lesser", counts.medium + counts.low],
    ["unknown", "unknown", counts.unknown],
    ["flag", "accepted", counts.accepted],
    ["ok", "passed", counts.passed],
  ];
  return folded
    .filter(([, , n]) => n > 0)
    .map(([glyph, key, n]) => ({
      glyph,
      label: words.counted(`counts.${key}`, n) || words.number(n),
    }));
}
