/** What a check that was asked for has changed: a pure function from two administrator's views. */
import type { AdminView, Check } from "../connection/api.js";
import { words } from "../ha/localize.js";

/** Return the text about the findings that appeared, went, or can no longer be checked. */
export function outcomeOf(before: AdminView, after: AdminView): string {
  const earlier = new Set(findings(before));
  const later = new Set(findings(after));
  const gone = [...earlier].filter((id) => !later.has(id));
  const unknown = gone.filter((id) =>
    after.checks.some((check) => check.id === id && check.status === "unknown"),
  );
  const counts = {
    new: [...later].filter((id) => !earlier.has(id)).length,
    fewer: gone.length - unknown.length,
    unknown: unknown.length,
  };
  const parts = Object.entries(counts)
    .filter(([, n]) => n)
    .map(([name, n]) => words.plural(`recheck.${name}`, n));
  const what = parts.join(", ") || words.text("recheck.same");
  return words.text("recheck.done", { what });
}

/** Return the ids of the findings that count. */
function findings({ checks }: AdminView): string[] {
  const isOpen = ({ status, accepted }: Check): boolean => status === "fail" && !accepted;
  return checks.filter(isOpen).map(({ id }) => id);
}
