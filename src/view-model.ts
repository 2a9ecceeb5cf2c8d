/** From what is known to what is shown. Pure: no element, no clock, no socket. */
import { AREAS, type Area, type AreaValue, type Light, type Snapshot, type State } from "./api.js";
import type { Words } from "./localize.js";
import type { Known } from "./store.js";

export type Glyph = "ok" | "warn" | "crit" | "unknown" | "none";

export interface Tile {
  id: string;
  glyph: Glyph;
  label: string;
  /** The state in one word, for who cannot see the shape. */
  word: string;
  value: string;
}

export interface View {
  mode: Mode;
  glyph: Glyph;
  word: string;
  /** One line below the word, where counts do not say it. */
  note: string;
  counts: { glyph: Glyph; text: string }[];
  age: string;
  /** A line across the top. */
  bar: string;
  provisional: boolean;
  tiles: Tile[];
}

/** "current": as good as it gets. All others are shown grey. */
export type Mode =
  | "current"
  | "stale"
  | "lost"
  | "connecting"
  | "starting"
  | "not_configured"
  | "failed"
  | "missing"
  | "refused"
  | "unreadable";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Home Assistant looks every six hours; after two looks missed, what is shown is history. */
const STALE_AFTER = 12.5 * HOUR;

const STATE_GLYPH: Record<State, Glyph> = {
  good: "ok",
  attention: "warn",
  at_risk: "crit",
  unknown: "unknown",
};
const LIGHT_GLYPH: Record<Light, Glyph> = {
  pass: "ok",
  warn: "warn",
  fail: "crit",
  unknown: "unknown",
  not_applicable: "none",
};
/** In the order they are shown; "not applicable" is nothing to count. */
const COUNT_GLYPHS = [
  ["critical", "crit"],
  ["high", "crit"],
  ["medium", "warn"],
  ["low", "warn"],
  ["unknown", "unknown"],
  ["accepted", "none"],
  ["passed", "ok"],
] as const;

/** Return in which condition what is known is; only "current" may look good. */
export function modeOf(known: Known, now: number): Mode {
  const { snapshot } = known;
  if (known.feed === "refused") return "refused";
  if (known.unreadable) return "unreadable";
  if (!snapshot) {
    if (known.feed === "missing" && known.lost) return "missing";
    return known.lost ? "lost" : "connecting";
  }
  if (known.lost) return "lost";
  if (snapshot.phase !== "ready") return snapshot.phase;
  const age = snapshot.checkedAt === null ? Infinity : now - snapshot.checkedAt;
  return snapshot.stale || age > STALE_AFTER ? "stale" : "current";
}

/** Return what to show at the server's time `now`. */
export function viewOf(known: Known, now: number, words: Words): View {
  const mode = modeOf(known, now);
  const { snapshot } = known;
  const hasReport = snapshot !== null && snapshot.checkedAt !== null;
  if (mode === "current" && snapshot) return current(snapshot, now, words);
  if ((mode === "stale" || mode === "lost") && snapshot && hasReport) {
    return past(mode, snapshot, now, words);
  }
  return {
    mode,
    glyph: "unknown",
    word: words.text(`card.${mode === "lost" ? "no_data" : mode === "refused" ? "unauthorized" : mode}`),
    note: words.text(`card.${mode === "refused" ? "unauthorized" : mode}_detail`),
    counts: [],
    age: "",
    bar: mode === "lost" ? words.text("card.disconnected_empty") : "",
    provisional: false,
    tiles: [],
  };
}

function current(snapshot: Snapshot, now: number, words: Words): View {
  return {
    mode: "current",
    glyph: STATE_GLYPH[snapshot.state],
    word: words.text(`states.${snapshot.state}`),
    note: "",
    counts: COUNT_GLYPHS.flatMap(([name, glyph]) => {
      const n = snapshot.counts[name];
      return n ? [{ glyph, text: words.text(`counts.${name}`, { n }) }] : [];
    }),
    age: checked(snapshot.checkedAt, now, words),
    bar: "",
    provisional: snapshot.provisional,
    tiles: inOrder(snapshot.areas).map((area) => ({
      id: area.id,
      glyph: LIGHT_GLYPH[area.state],
      label: words.text(`areas.${area.id}`) || area.id,
      word: words.text(`lights.${area.state}`),
      value: valueText(area.value, now, words) || words.text(`lights.${area.state}`),
    })),
  };
}

/** What was seen last, without anything that could be taken for now. */
function past(mode: "stale" | "lost", snapshot: Snapshot, now: number, words: Words): View {
  const seen = current(snapshot, now, words);
  const time = words.time(snapshot.now);
  return {
    ...seen,
    mode,
    glyph: "unknown",
    word: words.text(mode === "stale" ? "card.stale" : "card.no_data"),
    note: words.text("card.was_state", { state: seen.word }),
    counts: [],
    bar: mode === "lost" ? words.text("card.disconnected", { time }) : "",
    provisional: false,
    tiles: seen.tiles.map((tile) => ({
      ...tile,
      glyph: tile.glyph === "none" ? "none" : "unknown",
      word: words.text("lights.unknown"),
      value: tile.glyph === "none" ? tile.value : words.text("card.was", { value: tile.value }),
    })),
  };
}

/** Places are remembered: the eight areas keep theirs, newer ones follow. */
function inOrder(areas: Area[]): Area[] {
  const known = AREAS.flatMap((id) => areas.find((area) => area.id === id) ?? []);
  return [...known, ...areas.filter((area) => !known.includes(area))];
}

function checked(at: number | null, now: number, words: Words): string {
  if (at === null) return "";
  if (now - at < MINUTE) return words.text("card.checked_now");
  return words.text("card.checked", { age: ageText(at, now, words) });
}

/** Return an age in its largest unit; what lies ahead, by a wrong clock, is "just now". */
export function ageText(at: number, now: number, words: Words): string {
  const age = now - at;
  if (age < MINUTE) return words.text("card.now");
  if (age < HOUR) return words.plural("values.age_minutes", Math.floor(age / MINUTE));
  if (age < 2 * DAY) return words.plural("values.age_hours", Math.floor(age / HOUR));
  return words.plural("values.age_days", Math.floor(age / DAY));
}

function valueText(value: AreaValue | null, now: number, words: Words): string {
  switch (value?.kind) {
    case "expires": {
      const left = value.at - now;
      if (left <= 0) return words.text("values.expired");
      return left < 2 * DAY
        ? words.plural("values.expires_in_hours", Math.floor(left / HOUR))
        : words.plural("values.expires_in_days", Math.floor(left / DAY));
    }
    case "age":
      return ageText(value.at, now, words);
    case "count":
      return words.plural("values.banned", value.n);
    case "lag":
      return value.releases === 0
        ? words.text("values.lag_none")
        : words.plural("values.lag", value.releases);
    default:
      return "";
  }
}
