/** What a snapshot says, as far as the demo decides it. */
import type { Snapshot } from "../../scripts/demo/client.js";

interface Row {
  id: string;
  area: string;
  status: string;
  severity: string;
  reason?: string;
}

/** Decided by the machine the tests run on, outside the host's own area. */
const OF_THE_MACHINE = new Set([
  "host_updates_manual",
  "private_key_readable",
  "secrets_file_exposed",
]);

/** Return the severity of each failing check; what the machine below decides is left out. */
export function findings(snapshot: Snapshot): Record<string, string> {
  const failing = rows(snapshot).filter(({ status }) => status === "fail");
  const planted = failing.filter(({ id, area }) => area !== "host" && !OF_THE_MACHINE.has(id));
  return Object.fromEntries(planted.map(({ id, severity }) => [id, severity]));
}

/** Return what the machine below adds to the findings: nothing, where Home Assistant has an account of its own. */
export function ofTheMachine(snapshot: Snapshot): string[] {
  return rows(snapshot)
    .filter(({ id, area }) => area === "host" || OF_THE_MACHINE.has(id))
    .filter(({ status }) => status === "fail")
    .map(({ id }) => id);
}

/** Return the status of a check, and why where it says so. */
export function outcome(snapshot: Snapshot, check: string): [string, string | undefined] {
  const found = rows(snapshot).find(({ id }) => id === check);
  return [found?.status ?? "not there", found?.reason];
}

function rows(snapshot: Snapshot): Row[] {
  return snapshot.checks as Row[];
}
