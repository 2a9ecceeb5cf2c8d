/** The administrator's part: what each check says. Pure functions from the admin view and the words. */
import { isSerious, type AdminView, type Check, type Status } from "../connection/api.js";
import { words } from "../ha/localize.js";
import type { Glyph } from "./tile-model.js";

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
    Number(a.accepted !== null) - Number(b.accepted !== null) ||
    rank(SEVERITY_ORDER, a.severity) - rank(SEVERITY_ORDER, b.severity)
  );
}

/** Return the checks of an area, in an order of ids: rows do not move under a reader's finger. */
export function checksOf(area: string, { checks }: AdminView, order: readonly string[]): Check[] {
  return checks
    .filter((check) => check.area === area)
    .sort((a, b) => rank(order, a.id) - rank(order, b.id));
}

/** A name that is not on the list comes first: it is never overlooked. */
function rank(order: readonly string[], name: string): number {
  return order.indexOf(name);
}

/** Return the weight of a finding, or what else became of the check. */
export function tag({ status, severity, accepted: isAccepted }: Check): string {
  if (status !== "fail") return words.text(`statuses.${status}`);
  const weight = words.name("severities", severity);
  return isAccepted ? `${weight} · ${words.text("risk.accepted")}` : weight;
}

export function glyphOf({ status, severity, accepted: isAccepted }: Check): Glyph {
  if (status === "fail" && isAccepted) return "flag";
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

/** Return the title of a check by its id; the id itself where it is not known any more. */
export function titleOf(id: string, checks: Check[]): string {
  const check = checks.find((each) => each.id === id);
  return words.part(id, "title", check?.params ?? new Map()) || id;
}

/** Return what was found, or why nothing could be. */
export function says({ id, status, reason, params }: Check): string {
  const lists = { unknown: "reasons", not_applicable: "inapplicable", pass: "", fail: "" };
  const said = lists[status]
    ? words.text(`${lists[status]}.${reason}`)
    : words.part(id, status, params);
  return said || words.text(`statuses.${status}`);
}

/** Return what else is to be told of a finding: that it is carried on, why, and what it costs. */
export function remarks({ reason, since, gain }: Check): string[] {
  return [
    since === null ? "" : words.text("card.since", { at: words.moment(since) }),
    since === null ? "" : words.text(`reasons.${reason}`),
    gain ? words.text("card.gain", { n: words.number(gain) }) : "",
  ];
}

/** Return where a finding is put right, as far as it is a page this card may lead to. */
export function links({ fix }: Check): { settings: string | null; docs: string | null } {
  return {
    settings: SETTINGS_PAGE.test(fix.path ?? "") ? fix.path : null,
    docs: DOCUMENTATION_PAGE.test(fix.docs ?? "") ? fix.docs : null,
  };
}

/** Return the score with what holds it down; "" when there is no score to explain. */
export function scoreLine(score: number | null, admin: AdminView): string {
  const { raw, cap } = admin.score_detail;
  if (score === null || raw === null || !cap || raw <= score) return "";
  return words.text("card.score_capped", {
    n: words.number(score),
    title: titleOf(cap.by, admin.checks),
    raw: words.number(raw),
  });
}

/** Return who can reach the instance, and how that is known. */
export function exposureLine({ exposure }: AdminView): string {
  const level = words.name("exposure", exposure.level);
  const named = exposure.evidence.map(({ kind, n }) =>
    n === null ? words.name("exposure", kind) : words.counted(`exposure.${kind}`, n) || kind,
  );
  if (!named.length) return level;
  return words.text("card.exposure_because", { level, evidence: [...new Set(named)].join(", ") });
}
