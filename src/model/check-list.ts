/** The texts of the list of checks: pure functions from the administrator's view and the texts. */
import { isSerious, type AdminView, type Check, type Status } from "../connection/api.js";
import { words } from "../ha/localize.js";
import type { Glyph } from "./tile-model.js";

const STATUS_ORDER: readonly Status[] = ["fail", "unknown", "pass", "not_applicable"];
const SEVERITY_ORDER = ["critical", "high", "medium", "low", "info"];
// Where a link may lead, whatever the message says.
const SETTINGS_PAGE = /^\/(config\/|profile(\/|$))[a-z0-9/_-]*$/;
const DOCUMENTATION_PAGE = /^https:\/\/www\.home-assistant\.io\/[\w/.#-]*$/;

/** Return the ids of all checks, the most urgent first. */
export function byUrgency({ checks }: AdminView): string[] {
  return [...checks].sort(compareUrgency).map(({ id }) => id);
}

function compareUrgency(a: Check, b: Check): number {
  return (
    rank(STATUS_ORDER, a.status) - rank(STATUS_ORDER, b.status) ||
    Number(a.accepted !== null) - Number(b.accepted !== null) ||
    rank(SEVERITY_ORDER, a.severity) - rank(SEVERITY_ORDER, b.severity)
  );
}

/** Return the checks of an area in the order of ids, so that rows do not move while they are read. */
export function checksOf(area: string, { checks }: AdminView, order: readonly string[]): Check[] {
  return checks
    .filter((check) => check.area === area)
    .sort((a, b) => rank(order, a.id) - rank(order, b.id));
}

/** Return the position in a list; a name that is not in it comes first, so that it is not overlooked. */
function rank(order: readonly string[], name: string): number {
  return order.indexOf(name);
}

/** Return the severity of a finding, or the status of any other check. */
export function tag({ status, severity, accepted: isAccepted }: Check): string {
  if (status !== "fail") return words.text(`statuses.${status}`);
  const name = words.name("severities", severity);
  return isAccepted ? `${name} · ${words.text("risk.accepted")}` : name;
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

/** Return the topic of a check by its id; the id itself if the check no longer exists. */
export function topicOf(id: string, checks: Check[]): string {
  const check = checks.find((each) => each.id === id);
  return words.checkText(id, "title", check?.params ?? new Map()) || id;
}

/** Return what is wrong, for a check that fails; the topic for any other. */
export function headlineOf(id: string, checks: Check[]): string {
  const check = checks.find((each) => each.id === id);
  const problem = check?.status === "fail" && words.checkText(id, "fail", check.params);
  return problem || topicOf(id, checks);
}

/** Return the result of a check that does not fail, or why there is none. */
export function resultText({ id, status, reason, params }: Check): string {
  const lists = { unknown: "reasons", not_applicable: "inapplicable", pass: "", fail: "" };
  const result = lists[status]
    ? words.text(`${lists[status]}.${reason}`)
    : words.checkText(id, status, params);
  return result || words.text(`statuses.${status}`);
}

/** Return notes on a finding: that it could not be rechecked, why, and the points a fix adds. */
export function notes({ reason, since, gain }: Check): string[] {
  return [
    since === null ? "" : words.text("card.since", { at: words.moment(since) }),
    since === null ? "" : words.text(`reasons.${reason}`),
    gain ? words.text("card.gain", { n: words.number(gain) }) : "",
  ];
}

/** Return the pages that help to fix a finding, as far as the card may link to them. */
export function links({ fix }: Check): { settings: string | null; docs: string | null } {
  return {
    settings: SETTINGS_PAGE.test(fix.path ?? "") ? fix.path : null,
    docs: DOCUMENTATION_PAGE.test(fix.docs ?? "") ? fix.docs : null,
  };
}

/** Return the score and the finding that limits it; "" when there is nothing to explain. */
export function scoreLine(score: number | null, admin: AdminView): string {
  const { raw, cap } = admin.score_detail;
  if (score === null || raw === null || !cap || raw <= score) return "";
  return words.text("card.score_capped", {
    n: words.number(score),
    title: headlineOf(cap.by, admin.checks),
    raw: words.number(raw),
  });
}

/** Return from where the instance is reachable, and how that is known. */
export function exposureLine({ exposure }: AdminView): string {
  const level = words.name("exposure", exposure.level);
  const named = exposure.evidence.map(({ kind, n }) =>
    n === null ? words.name("exposure", kind) : words.plural(`exposure.${kind}`, n) || kind,
  );
  if (!named.length) return level;
  return words.text("card.exposure_because", { level, evidence: [...new Set(named)].join(", ") });
}
