/** The order of a report: open findings by gravity, not checked, accepted, passed, not applicable. */
import type { AdminView, Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { byUrgency } from "../model/check-list.js";

/** Return the checks by the title of their group, the gravest first. */
export function groupsOf(admin: AdminView): [title: string, rows: Check[]][] {
  const order = byUrgency(admin);
  const sorted = [...admin.checks].sort(
    (a, b) => stage(a) - stage(b) || order.indexOf(a.id) - order.indexOf(b.id),
  );
  const groups = new Map<string, Check[]>();
  for (const check of sorted) {
    const title = titleOf(check);
    groups.set(title, [...(groups.get(title) ?? []), check]);
  }
  return [...groups];
}

function stage({ status, accepted }: Check): number {
  if (status === "fail") return accepted ? 2 : 0;
  return status === "unknown" ? 1 : 3;
}

function titleOf({ status, severity, accepted }: Check): string {
  if (status !== "fail") return words.text(`statuses.${status}`);
  return accepted ? words.text("report.accepted") : words.name("severities", severity);
}
