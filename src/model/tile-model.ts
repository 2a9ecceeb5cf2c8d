/** The content of a tile: the status of its area, and one figure where that says more. */
import type { Area, AreaStatus, AreaValue, Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { isOpen } from "./check-list.js";

export type Glyph =
  | "ok"
  | "warn"
  | "fail"
  | "unknown"
  | "none"
  | "flag"
  | "wait"
  | "clock"
  | "cut"
  | "plus"
  | "fault"
  | "up"
  | "lock";

/** A text in two lengths; the style sheet shows the one that fits. */
export interface TileValue {
  long: string;
  short: string;
}

export interface Tile {
  id: string;
  label: string;
  /** The icon of the area's entity, as in icons.json. */
  icon: string;
  glyph: Glyph;
  value: TileValue;
  /** The status for screen readers, where the value does not say it. */
  hiddenStatus: string;
}

interface TileContext {
  /** The server's time. */
  now: number;
  /** The values are the last known ones. */
  isOutdated: boolean;
  /** null for all users but administrators */
  checks: Check[] | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
// From here on the expiration of a certificate explains a warning better than a count does.
const SOON = 30 * DAY;

const GLYPHS: Readonly<Record<AreaStatus, Glyph>> = {
  pass: "ok",
  warn: "warn",
  fail: "fail",
  unknown: "unknown",
  not_applicable: "none",
};

const ICONS: Readonly<Record<string, string>> = {
  encryption: "lock",
  sign_in: "account-key",
  bans: "account-cancel",
  network: "lan",
  updates: "update",
  backups: "backup-restore",
  secrets: "key",
  host: "server-security",
};

/** Return the tile of an area. */
export function tile(area: Area, { now, isOutdated, checks }: TileContext): Tile {
  const status = words.text(`lights.${area.state}`);
  const own = checks && checks.filter((check) => check.area === area.id);
  const figure = figureOf(area, now, own);
  const value = figure?.long ? figure : both(status);
  const lastKnown = (text: string): string => words.text("card.was", { value: text });
  return {
    id: area.id,
    label: words.name("areas", area.id),
    icon: `mdi:${ICONS[area.id] ?? "shield-outline"}`,
    glyph: isOutdated ? "unknown" : GLYPHS[area.state],
    value: isOutdated ? { long: lastKnown(value.long), short: lastKnown(value.short) } : value,
    hiddenStatus: value.long === status ? "" : status,
  };
}

function both(text: string): TileValue {
  return { long: text, short: text };
}

/** Return the figure of a tile, or null where the status says more. */
function figureOf(
  { id, state, value }: Area,
  now: number,
  checks: Check[] | null,
): TileValue | null {
  switch (state) {
    case "unknown":
      return null;
    case "not_applicable":
      return checks && both(words.text(checks.length ? "lights.inapplicable" : "lights.no_checks"));
    case "pass": {
      // Findings of low severity leave an area OK.
      const minor = count("counts.lesser", (checks ?? []).filter(isOpen));
      if (value && (!minor || explains(value, now))) return valueText(value, id, now);
      if (minor) return minor;
      return count(
        "counts.accepted",
        (checks ?? []).filter(({ accepted }) => accepted),
      );
    }
    default:
      if (value && explains(value, now)) return valueText(value, id, now);
      return count("values.findings", (checks ?? []).filter(isOpen));
  }
}

function count(key: string, { length }: Check[]): TileValue | null {
  return length ? both(words.plural(key, length)) : null;
}

/** Return whether a value explains the warning of its area. */
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

function valueText(value: AreaValue, area: string, now: number): TileValue {
  switch (value.kind) {
    case "expires":
      return value.at <= now ? both(words.text("values.expired")) : time("expires", value.at - now);
    case "age":
      return now - value.at < MINUTE
        ? both(words.text("values.age_now"))
        : time("age", value.at - now);
    case "lag":
      return both(
        value.releases ? words.plural("values.lag", value.releases) : words.text("values.current"),
      );
    case "count":
      return both(
        value.of === null
          ? // A number without a word says nothing: the status is shown in its place.
            words.plural(`values.count_${area}`, value.n)
          : words.plural("values.count_of", value.n, { of: words.number(value.of) }),
      );
  }
}

/** Return "expires in 71 days" and "expires in 71 d", or the like for an age. */
function time(kind: "expires" | "age", offset: number): TileValue {
  return {
    long: words.text(`values.${kind}_long`, { when: words.relative(offset) }),
    short: words.text(`values.${kind}`, { span: words.span(Math.abs(offset)) }),
  };
}
