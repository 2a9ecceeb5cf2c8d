/** How a Supervisor that is not well answers. */
import type { Machine } from "./shapes.js";

/** An answer instead of the machine's. */
export interface Fault {
  status: number;
  body: string;
  json: boolean;
}

export interface Behaviour {
  /** Milliseconds before each answer. */
  delay: number;
  /** It refuses connections. */
  away: boolean;
  /** It does so only when Home Assistant has started. */
  late: boolean;
  fault(path: string): Fault | null;
  /** The machine as it tells it. */
  view(machine: Machine): Machine;
  /** Change the data of an answer. */
  edit(path: string, data: object): object;
}

const READY: Behaviour = {
  delay: 0,
  away: false,
  late: false,
  fault: () => null,
  view: (machine) => machine,
  edit: (_path, data) => data,
};

export const BEHAVIOURS = {
  ready: READY,
  /** As on a machine that restores a backup. */
  slow: { ...READY, delay: 3_000 },
  /** As while it updates itself. */
  away: { ...READY, away: true, late: true },
  /** As while it starts: some of it answers, some of it does not. */
  "half-way": { ...READY, late: true, fault: halfWay },
  /** As a version that Home Assistant does not know yet. */
  newer: { ...READY, view: laterMachine, edit: laterAnswer },
} satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof BEHAVIOURS;

function error(status: number, message: string): Fault {
  return { status, json: true, body: JSON.stringify({ result: "error", message }) };
}

function halfWay(path: string): Fault | null {
  const notReady = error(400, "System is not ready with state: setup");
  if (path.startsWith("/backups")) return error(503, "Supervisor is starting");
  if (path.startsWith("/resolution")) return notReady;
  if (path === "/mounts") return { status: 502, json: false, body: "502: Bad Gateway" };
  // Every second app, so that some are known and some are not.
  if (/^\/addons\/\w*[a-m]\/info$/.test(path)) return error(500, "Unknown error, see supervisor");
  if (/^\/addons\/\w*[n-z]\/info$/.test(path)) return { status: 200, json: true, body: "{" };
  return null;
}

type Answer = Record<string, unknown>;

/** The machine with a reason and an issue that no client knows. */
function laterMachine(machine: Machine): Machine {
  return {
    ...machine,
    unhealthy: [...machine.unhealthy, "reason_of_tomorrow"],
    issues: [
      ...machine.issues,
      {
        uuid: "00000000000000000000000000000001",
        type: "flux_capacitor_drift",
        context: "system",
        reference: null,
        suggestions: ["execute_realign"],
      },
    ],
    apps: machine.apps.map((app, n) => (n ? app : { ...app, state: "unknown" })),
  };
}

/** Add fields and values that no client knows. */
function laterAnswer(path: string, data: object): object {
  const known = data as Answer;
  const more = { ...known, introduced_later: { text: "unknown", list: [1, null] } };
  if (path === "/info" || path === "/host/info") {
    return { ...more, features: [...(known.features as string[]), "time_travel"] };
  }
  if (path === "/supervisor/info") return { ...more, feature_flags: { later: true } };
  if (path === "/mounts") {
    const later = { type: "iscsi", name: "block", usage: "backup", state: "active" };
    return { ...more, mounts: [...(known.mounts as object[]), later] };
  }
  if (/^\/addons\/\w+\/info$/.test(path)) {
    return { ...more, privileged: [...(known.privileged as string[]), "WARP"] };
  }
  return more;
}
