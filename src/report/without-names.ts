/** What a report shows of the checks: without names, only numbers, dates and texts of the translations. */
import type { AdminView } from "../connection/api.js";
import { instant, lenient } from "../connection/guard.js";

export function forReport(admin: AdminView, withNames: boolean): AdminView {
  const isDate = lenient(instant, null);
  const checks = admin.checks.map(({ params, accepted, ...check }) => ({
    ...check,
    // No text of a check has more than this today; one that does must not show it.
    params: new Map(
      [...params].map(([name, value]) => [
        name,
        withNames || name === "variant" || Number.isFinite(value) || isDate(value) ? value : "…",
      ]),
    ),
    // Who reads it is not "you".
    accepted: accepted && {
      ...accepted,
      by_you: false,
      reason: withNames ? accepted.reason : "…",
    },
  }));
  return { ...admin, checks };
}
