/** What a report shows of the checks without names: what somebody wrote about a risk stays out. */
import type { AdminView } from "../connection/api.js";

/** The params of checks are numbers, dates and names of variants (a test of the backend). */
export function forReport(admin: AdminView, withNames: boolean): AdminView {
  const checks = admin.checks.map(({ accepted, ...check }) => ({
    ...check,
    // Who reads it is not "you".
    accepted: accepted && {
      ...accepted,
      by_you: false,
      reason: withNames ? accepted.reason : "…",
    },
  }));
  return { ...admin, checks };
}
