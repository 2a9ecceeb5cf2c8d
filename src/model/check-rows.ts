/** The rows of the list of checks: in their places, and those that the filter leaves. */
import type { AdminView, Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { byUrgency, headlineOf, tag, topicOf, type Place } from "./check-list.js";
import { matcher, type Filter } from "./filter.js";

export interface Row extends Place {
  /** undefined: gone, or of another area. Its place stays, so that no other row moves into it. */
  check: Check | undefined;
  isShown: boolean;
}

/** Return the rows of these areas; checks that are not in the order yet are the last of their group. */
export function rowsOf(
  areas: readonly string[],
  { checks }: AdminView,
  order: readonly Place[],
): Row[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const placed = new Set(order.map(({ id }) => id));
  const rest = byUrgency({ checks: checks.filter(({ id }) => !placed.has(id)) });
  return [...order, ...rest].map(({ id, group }) => {
    const check = byId.get(id);
    const isShown = Boolean(check && areas.includes(check.area));
    return { id, group, check: isShown ? check : undefined, isShown };
  });
}

/** Return the rows as the filter leaves them. `kept` are shown in any case: something is open in them. */
export function filtered(rows: Row[], { text, group }: Filter, kept: ReadonlySet<string>): Row[] {
  const matches = matcher(text);
  return rows.map((row) => ({
    ...row,
    isShown:
      row.check !== undefined &&
      (kept.has(row.id) || ((!group || group === row.group) && matches(textsOf(row.check)))),
  }));
}

/** Return the texts of a row and of what it opens. */
function textsOf(check: Check): string[] {
  const { id, area, params } = check;
  const parts = ["why", "fix"].map((part) => words.checkText(id, part, params));
  const names = [topicOf(id, [check]), headlineOf(id, [check]), words.name("areas", area)];
  return [...names, tag(check), ...parts];
}
