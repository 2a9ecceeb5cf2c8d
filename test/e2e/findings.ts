/** What a snapshot says, as far as the demo decides it. */
import type { Snapshot } from "../../scripts/demo/client.js";

interface Row {
  id: string;
  status: string;
  severity: string;
  reason?: string;
}

/** Decided by the machine the tests run on, and by the account they run as. */
const OF_THE_MACHINE = new Set([
  "configuration_writable",
  "container_privileged",
  "container_socket",
  "everyday_account",
  "host_updates_manual",
  "passwordless_sudo",
  "private_key_readable",
  "privileged_group",
  "runs_as_root",
  "secrets_file_exposed",
]);

/** Return the severity of each failing check; what the machine below decides is left out. */
export function findings(snapshot: Snapshot): Record<string, string> {
  const planted = rows(snapshot, "fail").filter(({ id }) => !OF_THE_MACHINE.has(id));
  return Object.fromEntries(planted.map(({ id, severity }) => [id, severity]));
}

/**
 * Return what the machine below adds to the findings: nothing, where Home Assistant has an account
 * of its own.
 */
export function findingsOfTheMachine(snapshot: Snapshot): string[] {
  return rows(snapshot, "fail").flatMap(({ id }) => (OF_THE_MACHINE.has(id) ? [id] : []));
}

/** Return the checks that could not be made, and why. */
export function unknowns(snapshot: Snapshot): [string, string | undefined][] {
  return rows(snapshot, "unknown").map(({ id, reason }) => [id, reason]);
}

/** Return the status of a check, and why where it says so. */
export function outcome(snapshot: Snapshot, check: string): [string, string | undefined] {
  const found = rows(snapshot).find(({ id }) => id === check);
  return [found?.status ?? "not there", found?.reason];
}

function rows(snapshot: Snapshot, status?: string): Row[] {
  const all = snapshot.checks as Row[];
  return status ? all.filter((row) => row.status === status) : all;
}
