/** The results in a snapshot that depend on the scenario, not on the host. */
import type { Snapshot } from "../../scripts/demo/client.js";

interface Row {
  id: string;
  status: string;
  severity: string;
  reason?: string;
}

/** Checks of the host on which the tests run, and of the user they run as. */
const HOST_CHECKS = new Set([
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

/** Return the severity of each failing check, without the checks of the host. */
export function findings(snapshot: Snapshot): Record<string, string> {
  const failing = rows(snapshot, "fail").filter(({ id }) => !HOST_CHECKS.has(id));
  return Object.fromEntries(failing.map(({ id, severity }) => [id, severity]));
}

/**
 * Return the failing checks of the host: none if Home Assistant runs as an unprivileged user of its
 * own.
 */
export function hostFindings(snapshot: Snapshot): string[] {
  return rows(snapshot, "fail").flatMap(({ id }) => (HOST_CHECKS.has(id) ? [id] : []));
}

/** Return the checks that could not run, with the reason. */
export function unknowns(snapshot: Snapshot): [string, string | undefined][] {
  return rows(snapshot, "unknown").map(({ id, reason }) => [id, reason]);
}

/** Return the status of a check, with the reason if it has one. */
export function outcome(snapshot: Snapshot, check: string): [string, string | undefined] {
  const found = rows(snapshot).find(({ id }) => id === check);
  return [found?.status ?? "missing", found?.reason];
}

function rows(snapshot: Snapshot, status?: string): Row[] {
  const all = snapshot.checks as Row[];
  return status ? all.filter((row) => row.status === status) : all;
}
