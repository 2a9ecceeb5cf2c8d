/** The scenarios of the demo. They are real configurations; the results of checks are never faked. */

import type { CertificatePlan } from "./certificates.js";
import type { BehaviourName } from "./supervisor/behaviours.js";
import type { MachineName } from "./supervisor/machines.js";

export interface Scenario {
  /** TLS, served by Home Assistant unless `proxied`; null: plain HTTP. */
  certificate: CertificatePlan | null;
  /** A reverse proxy terminates TLS and forwards the client address. */
  proxied: boolean;
  /** The certificate was renewed on disk, but Home Assistant still serves the old one. */
  renewed: boolean;
  /** It listens on all addresses, for tests in a network of their own. */
  inNetwork: boolean;
  /** The external URL is the https address of the demo. */
  external: boolean;
  /** Home Assistant's fail2ban integration, with one jail and no bans. */
  fail2ban: boolean;
  /** A leftover `http:` block in YAML, which Home Assistant no longer reads. */
  httpInYaml: boolean;
  /** Failed logins until a ban; -1 is Home Assistant's default: never. */
  banThreshold: number;
  /** A trusted proxy that is in the ban list. */
  bannedProxy: string | null;
  /** The administrator uses multi-factor authentication. */
  mfa: boolean;
  /** A second administrator without it, whose account is disabled. */
  disabledAdmin: boolean;
  /** The administrator was logged in yesterday from this address. */
  sessionFrom: string | null;
  trustedNetworks: TrustedNetwork[];
  /** Secrets in YAML, in git and in the public folder, and settings that are too permissive. */
  insecureSettings: boolean;
  /** The command line auth provider (Home Assistant rejects its insecure example provider itself). */
  scriptProvider: boolean;
  /** How many monthly releases the running version is behind, according to an update entity. */
  releasesBehind: number;
  /**
   * daily: encrypted, local and in an external location, and one backup is created;
   * partial: the same, with a second external location that is full;
   * failing: not encrypted, and failing for days.
   */
  backups: "daily" | "partial" | "failing" | "none";
  /** Another machine pulled a backup hours ago, as a helper selected in the options shows. */
  pulled: boolean;
  /** The entities are exported to Prometheus as described in docs/fleet. */
  prometheus: boolean;
  /** Public addresses with failed logins, and the number of failed logins of each. */
  attackers: string[];
  failuresEach: number;
  /** The mobile app integration and editable automations are enabled. */
  phone: boolean;
  /** Home Assistant OS: its machine, and how the Supervisor answers; null: no Supervisor. */
  supervisor: SupervisorPlan | null;
}

interface SupervisorPlan {
  machine: MachineName;
  behaviour: BehaviourName;
}

interface TrustedNetwork {
  network: string;
  /** Restricted to the wall tablet's user; otherwise any user can be selected. */
  tabletOnly: boolean;
}

/** The defaults of all scenarios. */
export const BASE: Scenario = {
  certificate: null,
  proxied: false,
  renewed: false,
  inNetwork: false,
  external: false,
  fail2ban: false,
  httpInYaml: false,
  banThreshold: 5,
  bannedProxy: null,
  mfa: false,
  disabledAdmin: false,
  sessionFrom: null,
  trustedNetworks: [],
  insecureSettings: false,
  scriptProvider: false,
  releasesBehind: 0,
  backups: "daily",
  pulled: false,
  prometheus: false,
  attackers: [],
  failuresEach: 0,
  phone: false,
  supervisor: null,
};

/** What people set in Home Assistant itself on each machine. */
const ON_MACHINE: Record<MachineName, Partial<Scenario>> = {
  fresh: { banThreshold: -1 },
  typical: { mfa: true },
  neglected: { banThreshold: -1 },
};

/** Return a scenario with Home Assistant OS. */
export function haos(machine: MachineName, behaviour: BehaviourName = "ready"): Scenario {
  return { ...BASE, backups: "none", ...ON_MACHINE[machine], supervisor: { machine, behaviour } };
}

const THIS_MACHINE = ["localhost", "127.0.0.1"];

export const SCENARIOS = {
  good: {
    ...BASE,
    certificate: { days: 90, hosts: THIS_MACHINE, trusted: true },
    external: true,
    mfa: true,
    pulled: true,
  },
  mixed: {
    ...BASE,
    trustedNetworks: [{ network: "192.168.77.0/24", tabletOnly: true }],
    releasesBehind: 1,
    pulled: true,
  },
  bad: {
    ...BASE,
    certificate: { days: -5, hosts: THIS_MACHINE, trusted: true },
    external: true,
    banThreshold: -1,
    bannedProxy: "127.0.0.9",
    sessionFrom: "9.9.9.9",
    trustedNetworks: [{ network: "8.8.8.0/24", tabletOnly: false }],
    insecureSettings: true,
    scriptProvider: true,
    releasesBehind: 5,
    backups: "none",
    attackers: ["1.1.1.1", "8.8.4.4", "2606:4700:4700::1111"],
    failuresEach: 5,
  },
  tricky: {
    ...BASE,
    certificate: { days: 40, hosts: THIS_MACHINE, trusted: true },
    proxied: true,
    renewed: true,
    external: true,
    httpInYaml: true,
    bannedProxy: "127.0.0.9",
    mfa: true,
    disabledAdmin: true,
    trustedNetworks: [{ network: "192.168.77.5/32", tabletOnly: true }],
    backups: "partial",
  },
  haos: haos("typical"),
} satisfies Record<string, Scenario>;
