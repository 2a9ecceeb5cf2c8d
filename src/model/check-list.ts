/** The texts of the list of checks: pure functions from the administrator's view and the texts. */
import { isSerious, type AdminView, type Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import type { Glyph } from "./tile-model.js";

/** The groups of the list, in its order. */
export const GROUPS = ["fail", "unknown", "accepted", "pass", "not_applicable"] as const;
export type Group = (typeof GROUPS)[number];
/** A row of the list: it stays where it is while the list is open, whatever its check becomes. */
export interface Place {
  id: string;
  group: Group;
}

const SEVERITY_ORDER = ["critical", "high", "medium", "low", "info"];
// Where a link may lead, whatever the message says.
const SETTINGS_PAGE = /^\/(config\/|profile(\/|$))[a-z0-9/_-]*$/;
const DOCUMENTATION_PAGE = /^https:\/\/www\.home-assistant\.io\/[\w/.#-]*$/;

/** Return a row for each check: by group, the gravest first, then what helps the score most. */
export function byUrgency({ checks }: Pick<AdminView, "checks">): Place[] {
  return [...checks].sort(compare).map((check) => ({ id: check.id, group: groupOf(check) }));
}

/** Where nothing is to do, the order of the catalogue remains. */
function compare(a: Check, b: Check): number {
  const group = groupOf(a);
  const difference = GROUPS.indexOf(group) - GROUPS.indexOf(groupOf(b));
  if (difference || group === "pass" || group === "not_applicable") return difference;
  return gravity(a) - gravity(b) || b.gain - a.gain;
}

/** Return the position of a severity; one that is not known comes first, so that it is not overlooked. */
function gravity({ severity }: Check): number {
  return SEVERITY_ORDER.indexOf(severity);
}

function groupOf({ status, accepted }: Check): Group {
  return status === "fail" && accepted ? "accepted" : status;
}

/** Return whether a check is a finding that counts as open. */
export function isOpen({ status, severity, accepted }: Check): boolean {
  return status === "fail" && severity !== "info" && !accepted;
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
export function notes({ reason, since, gain, accepted }: Check): string[] {
  return [
    since === null ? "" : words.text("card.since", { at: words.moment(since) }),
    since === null ? "" : words.text(`reasons.${reason}`),
    gain && !accepted ? words.text("card.gain", { n: words.number(gain) }) : "",
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
