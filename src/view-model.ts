/** What the card says at a glance: pure functions from a reading and the words. */
import type { Area, AreaValue, Counts, Light, Snapshot } from "./api.js";
import type { Words } from "./localize.js";
import type { Reading } from "./store.js";

export type Glyph =
  "pass" | "warn" | "fail" | "unknown" | "none" | "info" | "wait" | "clock" | "cut";

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

export interface Tile {
  id: string;
  label: string;
  glyph: Glyph;
  value: string;
  /** Says the light where the value does not; for those who do not see the glyph. */
  spoken: string;
}

export interface Count {
  glyph: Glyph;
  n: string;
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

// The instance is looked at every six hours; two looks may fail before it means something.
const STALE_AFTER = 2.5 * 6 * 3_600_000;
// Clocks of one server differ by less between two messages.
const AHEAD = 5 * 60_000;
// From here on the end of a certificate explains a warning better than a count does.
const SOON = 30 * 86_400_000;
const DAY = 86_400_000;

const GLYPHS: Readonly<Record<Mode, Glyph>> = {
  good: "pass",
  attention: "warn",
  at_risk: "fail",
  unknown: "unknown",
  stale: "clock",
  lost: "cut",
  no_answer: "cut",
  connecting: "wait",
  starting: "wait",
  not_configured: "none",
  failed: "unknown",
  unreadable: "unknown",
  newer: "unknown",
  refused: "none",
  hidden: "none",
};
const LIGHT_GLYPHS: Readonly<Record<Light, Glyph>> = {
  pass: "pass",
  warn: "warn",
  fail: "fail",
  unknown: "unknown",
  not_applicable: "none",
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
  const { phase, checkedAt, state, admin } = snapshot;
  if (phase !== "ready") return phase;
  if (checkedAt === null) return admin ? "unknown" : "hidden";
  if (snapshot.stale || now - checkedAt > STALE_AFTER || checkedAt - now > AHEAD) return "stale";
  return state;
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
  return {
    mode,
    glyph: GLYPHS[mode],
    word: words.text(`states.${mode}`),
    note: note(mode, known, words),
    counts: known && !past ? counted(known.counts, words) : [],
    was: known && past ? was(known, words) : null,
    facts: known ? facts(known, now, asked, words) : [],
    bar: mode === "lost" || mode === "no_answer" ? bar(mode, reading, known, words) : "",
    tiles: known ? known.areas.map((area) => tile(area, known, now, asked, past, words)) : [],
  };
}

function note(mode: Mode, known: Snapshot | null, words: Words): string {
  if (known?.provisional && !isPast(mode)) return words.text("card.provisional");
  return words.text(`card.note_${mode}`);
}

function was({ state }: Snapshot, words: Words): { glyph: Glyph; text: string } {
  const value = words.text(`values.state_${state}`);
  return { glyph: GLYPHS[state], text: words.text("values.was", { value }) };
}

function facts(known: Snapshot, now: number, asked: Asked, words: Words): string[] {
  const age = words.ago(Math.max(0, now - (known.checkedAt ?? now)));
  const said = [words.text("card.checked", { age })];
  if (asked.showScore && known.score !== null) {
    said.unshift(words.text("card.score", { n: words.number(known.score) }));
  }
  return said;
}

function bar(mode: Mode, reading: Reading, known: Snapshot | null, words: Words): string {
  const time = known && words.time(known.now);
  return words.text(time ? `card.${mode}_since` : `card.${mode}`, time ? { time } : {});
}

/** Folded to the shapes of the tiles: a glance tells four things apart, not eight. */
function counted(counts: Counts, words: Words): Count[] {
  const folded: [Glyph, string, number][] = [
    ["fail", "serious", counts.critical + counts.high],
    ["warn", "lesser", counts.medium + counts.low],
    ["unknown", "unknown", counts.unknown],
    ["none", "accepted", counts.accepted],
    ["pass", "passed", counts.passed],
  ];
  return folded
    .filter(([, , n]) => n > 0)
    .map(([glyph, key, n]) => ({ glyph, n: words.number(n), label: words.counted(`counts.${key}`, n) }));
}

function tile(area: Area, known: Snapshot, now: number, asked: Asked, past: boolean, words: Words): Tile {
  const light = words.text(`values.${area.state}`);
  const said = says(area, known, now, asked.isAdmin, words) ?? light;
  return {
    id: area.id,
    label: words.name("areas", area.id),
    glyph: past ? "unknown" : LIGHT_GLYPHS[area.state],
    value: past ? words.text("values.was", { value: said }) : said,
    spoken: said === light ? "" : light,
  };
}

/** Return the one figure of a tile, or null when the light alone says it better. */
function says(area: Area, known: Snapshot, now: number, isAdmin: boolean, words: Words): string | null {
  const { id, state, value } = area;
  const checks = isAdmin ? (known.admin?.checks.filter((check) => check.area === id) ?? null) : null;
  switch (state) {
    case "unknown":
      return null;
    case "not_applicable":
      return checks?.length ? words.text("values.inapplicable") : null;
    case "pass":
      return value && figure(value, id, now, words);
    default: {
      if (value && explains(value, now)) return figure(value, id, now, words);
      const n = checks?.filter((check) => check.status === "fail" && check.severity !== "info").length;
      return n ? words.counted("values.findings", n) : null;
    }
  }
}

/** Return whether a figure tells why its area is not in order. */
function explains(value: AreaValue, now: number): boolean {
  switch (value.kind) {
    case "expires":
      return value.at - now <= SOON;
    case "age":
      return now - value.at >= 2 * DAY;
    case "lag":
      return value.releases > 0;
    case "count":
      return false;
  }
}

function figure(value: AreaValue, area: string, now: number, words: Words): string {
  switch (value.kind) {
    case "expires": {
      const days = Math.floor((value.at - now) / DAY);
      return value.at <= now ? words.text("values.expired") : words.counted("values.expires", days);
    }
    case "age":
      return words.ago(Math.max(0, now - value.at));
    case "lag":
      return value.releases ? words.counted("values.lag", value.releases) : words.text("values.current");
    case "count": {
      const of = value.of === null ? "" : words.number(value.of);
      const key = of ? "values.count_of" : `values.count_${area}`;
      return words.counted(key, value.n, { of }) || words.number(value.n);
    }
  }
}
