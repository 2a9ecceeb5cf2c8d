/** What the card says at a glance: pure functions from a reading and the words. */
import type { Counts, Snapshot } from "./api.js";
import type { Words } from "./localize.js";
import type { Reading } from "./store.js";
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
  note: string;
  counts: Count[];
  /** The state word that was true once, while what is shown is not the present. */
  was: { glyph: Glyph; text: string } | null;
  facts: string[];
  /** The bar across the top while nothing is heard. */
  bar: string;
  tiles: Tile[];
}

// Seconds, where a backend does not say: two looks six hours apart, and some minutes.
const STALE_AFTER = 2 * 6 * 3_600 + 300;
// Clocks of one server differ by less between two messages.
const AHEAD = 5 * 60_000;

// A look that has no shape of its own has that of the unknown.
const GLYPHS: Readonly<Partial<Record<Mode, Glyph>>> = {
  good: "ok",
  attention: "warn",
  at_risk: "fail",
  stale: "clock",
  lost: "cut",
  no_answer: "cut",
  connecting: "wait",
  starting: "wait",
  not_configured: "none",
  refused: "none",
  hidden: "none",
};
const PAST: ReadonlySet<Mode> = new Set(["stale", "lost", "no_answer", "failed"]);

/** Return the snapshot of a reading, if it holds a readable one. */
export function snapshotOf({ received }: Reading): Snapshot | null {
  return received?.parsed.kind === "snapshot" ? received.parsed.snapshot : null;
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
  if (parsed.kind === "unreadable") return parsed.why === "newer" ? "newer" : "unreadable";
  return judged(parsed.snapshot, serverNow(reading, parsed.snapshot, clock));
}

function judged(snapshot: Snapshot, now: number): Mode {
  const { phase, checkedAt, state, admin, staleAfter } = snapshot;
  if (phase !== "ready") return phase;
  if (checkedAt === null) return admin ? "unknown" : "hidden";
  const limit = (staleAfter ?? STALE_AFTER) * 1_000;
  if (snapshot.stale || now - checkedAt > limit || checkedAt - now > AHEAD) return "stale";
  return state;
}

function glyphOf(mode: Mode): Glyph {
  return GLYPHS[mode] ?? "unknown";
}

/** Return whether what the tiles say is no longer the present. */
export function isPast(mode: Mode): boolean {
  return PAST.has(mode);
}

export interface Asked {
  reading: Reading;
  clock: number;
  showScore: boolean;
  isAdmin: boolean;
}

/** Return everything but the administrator's part. */
export function glance(asked: Asked, words: Words): Glance {
  const { reading, clock } = asked;
  const mode = modeOf(reading, clock);
  const snapshot = mode === "refused" ? null : snapshotOf(reading);
  const past = isPast(mode);
  const known = snapshot?.checkedAt != null && (past || mode === snapshot.state) ? snapshot : null;
  const now = snapshot ? serverNow(reading, snapshot, clock) : 0;
  const checks = asked.isAdmin && known?.admin ? known.admin.checks : null;
  return {
    mode,
    glyph: glyphOf(mode),
    word: words.text(`states.${mode}`),
    note: note(mode, known, words),
    counts: known && !past ? counted(known.counts, words) : [],
    was: known && past ? was(known, words) : null,
    facts: known ? facts(known, now, asked.showScore && !past, words) : [],
    bar: mode === "lost" || mode === "no_answer" ? bar(mode, known, words) : "",
    tiles: known ? known.areas.map((area) => tile(area, { now, past, checks }, words)) : [],
  };
}

function note(mode: Mode, known: Snapshot | null, words: Words): string {
  if (known?.provisional && !isPast(mode)) return words.text("card.note_provisional");
  return words.text(`card.note_${mode}`);
}

function was({ state }: Snapshot, words: Words): { glyph: Glyph; text: string } {
  return { glyph: glyphOf(state), text: words.text(`card.was_${state}`) };
}

function facts(known: Snapshot, now: number, showScore: boolean, words: Words): string[] {
  const age = words.ago(Math.max(0, now - (known.checkedAt ?? now)));
  const said = [words.text("card.checked", { age })];
  if (showScore && known.score !== null) {
    said.unshift(words.text("card.score", { n: words.number(known.score) }));
  }
  return said;
}

function bar(mode: Mode, known: Snapshot | null, words: Words): string {
  const time = known && words.time(known.now);
  return words.text(`card.${mode}`) + (time ? ` ${words.text("card.last_known", { time })}` : "");
}

/** Folded to the shapes of the tiles: a glance tells four things apart, not eight. */
function counted(counts: Counts, words: Words): Count[] {
  const folded: [Glyph, string, number][] = [
    ["fail", "serious", counts.critical + counts.high],
    ["warn", "lesser", counts.medium + counts.low],
    ["unknown", "unknown", counts.unknown],
    ["none", "accepted", counts.accepted],
    ["ok", "passed", counts.passed],
  ];
  return folded
    .filter(([, , n]) => n > 0)
    .map(([glyph, key, n]) => ({ glyph, label: words.counted(`counts.${key}`, n) }));
}
