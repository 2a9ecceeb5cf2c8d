/** What one tile says: the light of its area, and one figure where a figure says it better. */
import type { Area, AreaValue, Check, Light } from "./api.js";
import type { Words } from "./localize.js";

export type Glyph = "ok" | "warn" | "fail" | "unknown" | "none" | "wait" | "clock" | "cut";

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
export function tile(area: Area, { now, past, checks }: Around, words: Words): Tile {
  const light = words.text(`lights.${area.state}`);
  const own = checks && checks.filter((check) => check.area === area.id);
  const said = says(area, now, own, words) || light;
  return {
    id: area.id,
    label: words.name("areas", area.id),
    glyph: past ? "unknown" : GLYPHS[area.state],
    value: past ? words.text("card.was", { value: said }) : said,
    spoken: said === light ? "" : light,
  };
}

/** Return the one figure of a tile, or "" when the light alone says it better. */
function says(
  { id, state, value }: Area,
  now: number,
  checks: Check[] | null,
  words: Words,
): string {
  switch (state) {
    case "unknown":
      return "";
    case "not_applicable":
      return checks ? words.text(checks.length ? "lights.inapplicable" : "lights.no_checks") : "";
    case "pass":
      return value ? figure(value, id, now, words) : "";
    default:
      if (value && explains(value, now)) return figure(value, id, now, words);
      return findings(checks ?? [], words);
  }
}

function findings(checks: Check[], words: Words): string {
  const n = checks.filter(
    ({ status, severity }) => status === "fail" && severity !== "info",
  ).length;
  return n ? words.counted("values.findings", n) : "";
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
