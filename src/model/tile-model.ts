/** What one tile says: the light of its area, and one figure where a figure says it better. */
import type { Area, AreaValue, Check, Light } from "../connection/api.js";
import { words } from "../ha/localize.js";

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
export interface Tile {
  id: string;
  label: string;
  glyph: Glyph;
  value: string;
  /** Says the light where the value does not; for those who do not see the glyph. */
  spoken: string;
}

export interface Around {
  /** the server's time */
  now: number;
  /** What is known is no longer the present. */
  past: boolean;
  /** null for everybody but administrators */
  checks: Check[] | null;
}

const DAY = 86_400_000;
// From here on the end of a certificate explains a warning better than a count does.
const SOON = 30 * DAY;

const GLYPHS: Readonly<Record<Light, Glyph>> = {
  pass: "ok",
  warn: "warn",
  fail: "fail",
  unknown: "unknown",
  not_applicable: "none",
};

/** Return the tile of an area. */
export function tile(area: Area, { now, past, checks }: Around): Tile {
  const light = words.text(`lights.${area.state}`);
  const own = checks && checks.filter((check) => check.area === area.id);
  const said = says(area, now, own) || light;
  return {
    id: area.id,
    label: words.name("areas", area.id),
    glyph: past ? "unknown" : GLYPHS[area.state],
    value: past ? words.text("card.was", { value: said }) : said,
    spoken: said === light ? "" : light,
  };
}

/** Return the one figure of a tile, or "" when the light alone says it better. */
function says({ id, state, value }: Area, now: number, checks: Check[] | null): string {
  switch (state) {
    case "unknown":
      return "";
    case "not_applicable":
      return checks ? words.text(checks.length ? "lights.inapplicable" : "lights.no_checks") : "";
    case "pass":
      if (value) return figure(value, id, now);
      return counted(
        "counts.accepted",
        (checks ?? []).filter(({ accepted }) => accepted),
      );
    default:
      if (value && explains(value, now)) return figure(value, id, now);
      return counted("values.findings", (checks ?? []).filter(isOpen));
  }
}

function isOpen({ status, severity, accepted }: Check): boolean {
  return status === "fail" && severity !== "info" && !accepted;
}

function counted(key: string, { length }: Check[]): string {
  return length ? words.counted(key, length) : "";
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

function figure(value: AreaValue, area: string, now: number): string {
  switch (value.kind) {
    case "expires": {
      if (value.at <= now) return words.text("values.expired");
      return words.text("values.expires", { span: words.span(value.at - now) });
    }
    case "age":
      return words.text("values.age", { span: words.span(Math.max(0, now - value.at)) });
    case "lag":
      return value.releases
        ? words.counted("values.lag", value.releases)
        : words.text("values.current");
    case "count": {
      if (value.of === null)
        return words.counted(`values.count_${area}`, value.n) || words.number(value.n);
      return words.counted("values.count_of", value.n, { of: words.number(value.of) });
    }
  }
}
