/** What a check that was asked for has changed: a pure function from two snapshots. */
import type { Check, Snapshot } from "../connection/api.js";
import { words } from "../ha/localize.js";

/** Return the text about the findings that appeared, went, or can no longer be checked. */
export function outcomeOf(before: Snapshot, after: Snapshot): string {
  const [earlier, later] = [findings(before), findings(after)];
  const gone = [...earlier].filter((id) => !later.has(id));
  // What could not be checked this time is not fixed.
  const unknown = gone.filter((id) =>
    after.admin?.checks.some((check) => check.id === id && check.status === "unknown"),
  ).length;
  const parts = Object.entries({
    new: [...later].filter((id) => !earlier.has(id)).length,
    fewer: gone.length - unknown,
    unknown,
  })
    .filter(([, n]) => n)
    .map(([name, n]) => words.plural(`recheck.${name}`, n));
  return words.text("recheck.done", { what: parts.join(", ") || words.text("recheck.same") });
}

/** Return the ids of the findings that count. */
function findings({ admin }: Snapshot): Set<string> {
  const isOpen = ({ status, accepted }: Check): boolean => status === "fail" && !accepted;
  return new Set(admin?.checks.filter(isOpen).map(({ id }) => id));
}
