/** The administrator's part: what each check says. Pure functions from the admin view and the words. */
import { isSerious, type AdminView, type Check, type Status } from "./api.js";
import type { Words } from "./localize.js";
import type { Glyph } from "./tile-model.js";

export interface Item {
  id: string;
  glyph: Glyph;
  title: string;
  /** "High" for a finding, "In order" and the like for the rest */
  tag: string;
  says: string;
  why: string;
  fix: string;
  /** That the finding is carried on from an earlier look, and why. */
  since: string;
  hasEvidence: boolean;
  settings: string | null;
  docs: string | null;
}

export interface Group {
  label: string;
  items: Item[];
}

const NO_PARAMS: Check["params"] = new Map();
const STATUS_ORDER: readonly Status[] = ["fail", "unknown", "pass", "not_applicable"];
const SEVERITY_ORDER = ["critical", "high", "medium", "low", "info"];
// Where a link may lead, whatever the message says.
const SETTINGS_PAGE = /^\/(config\/|profile(\/|$))[a-z0-9/_-]*$/;
const DOCUMENTATION_PAGE = /^https:\/\/www\.home-assistant\.io\/[\w/.#-]*$/;

/** Return the ids of all checks, what asks for attention first. */
export function urgency({ checks }: AdminView): string[] {
  return [...checks].sort(byUrgency).map(({ id }) => id);
}

function byUrgency(a: Check, b: Check): number {
  return (
    rank(STATUS_ORDER, a.status) - rank(STATUS_ORDER, b.status) ||
    rank(SEVERITY_ORDER, a.severity) - rank(SEVERITY_ORDER, b.severity)
  );
}

export interface Listing {
  admin: AdminView;
  areas: string[];
  /** Ids as they were when the list was opened: rows do not move under a reader's finger. */
  order: readonly string[];
  hasSettings: boolean;
}

/** Return the checks of the areas. */
export function groups({ admin, areas, order, hasSettings }: Listing, words: Words): Group[] {
  return areas.map((area) => ({
    label: words.name("areas", area),
    items: admin.checks
      .filter((check) => check.area === area)
      .sort((a, b) => rank(order, a.id) - rank(order, b.id))
      .map((check) => item(check, words, hasSettings)),
  }));
}

/** A name that is not on the list comes first: it is never overlooked. */
function rank(order: readonly string[], name: string): number {
  return order.indexOf(name);
}

function item(check: Check, words: Words, hasSettings: boolean): Item {
  const { id, status, severity, params } = check;
  const open = status === "fail";
  const part = (name: string): string => words.part(id, name, params);
  return {
    id,
    glyph: glyphOf(check),
    title: title(id, check.params, words),
    tag: open ? words.name("severities", severity) : words.text(`statuses.${status}`),
    says: says(check, words),
    why: open || status === "unknown" ? part("why") : "",
    fix: open ? part("fix") : "",
    since: open && check.since !== null ? since(check, check.since, words) : "",
    hasEvidence: open && check.evidence > 0,
    settings:
      open && hasSettings && SETTINGS_PAGE.test(check.fix.path ?? "") ? check.fix.path : null,
    docs: open && DOCUMENTATION_PAGE.test(check.fix.docs ?? "") ? check.fix.docs : null,
  };
}

function glyphOf({ status, severity }: Check): Glyph {
  switch (status) {
    case "pass":
      return "ok";
    case "unknown":
      return "unknown";
    case "not_applicable":
      return "none";
    case "fail":
      if (severity === "info") return "none";
      return isSerious(severity) ? "fail" : "warn";
  }
}

function title(id: string, params: Check["params"], words: Words): string {
  return words.part(id, "title", params) || id;
}

function says({ id, status, reason, params }: Check, words: Words): string {
  const lists = { unknown: "reasons", not_applicable: "inapplicable", pass: "", fail: "" };
  const said = lists[status]
    ? words.text(`${lists[status]}.${reason}`)
    : words.part(id, status, params);
  return said || words.text(`statuses.${status}`);
}

function since({ reason }: Check, at: number, words: Words): string {
  const told = words.text("card.since", { at: words.moment(at) });
  return [told, words.text(`reasons.${reason}`)].filter(Boolean).join(" ");
}

/** Return the score with what holds it down; "" when there is no score to explain. */
export function scoreLine(score: number | null, admin: AdminView, words: Words): string {
  const { raw, cap } = admin.score;
  if (score === null || raw === null || !cap || raw <= score) return "";
  const by = admin.checks.find(({ id }) => id === cap.by);
  return words.text("card.score_capped", {
    n: words.number(score),
    title: title(cap.by, by?.params ?? NO_PARAMS, words),
    raw: words.number(raw),
  });
}

/** Return who can reach the instance, and how that is known. */
export function exposureLine({ exposure }: AdminView, words: Words): string {
  const level = words.name("exposure", exposure.level);
  const named = exposure.evidence.map(({ kind, n }) =>
    n === null ? words.name("exposure", kind) : words.counted(`exposure.${kind}`, n) || kind,
  );
  if (!named.length) return level;
  return words.text("card.exposure_because", { level, evidence: [...new Set(named)].join(", ") });
}
