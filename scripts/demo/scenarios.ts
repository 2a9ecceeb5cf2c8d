/** The postures the demo can show. Each is planted for real; nothing tells the checks what to say. */

import type { CertificatePlan } from "./certificates.js";

export interface Scenario {
  /** TLS, by Home Assistant itself unless `proxied`; null: plain HTTP. */
  certificate: CertificatePlan | null;
  /** A reverse proxy ends TLS in place of Home Assistant, and says whose request it passes on. */
  proxied: boolean;
  /** The certificate was renewed since: the new one lies on disk, the old one is served. */
  renewed: boolean;
  /** The external URL is this demo's own https address. */
  external: boolean;
  /** Home Assistant's own integration of fail2ban, with one jail and nothing in its log. */
  fail2ban: boolean;
  /** A leftover `http:` block in YAML, which Home Assistant no longer reads. */
  httpInYaml: boolean;
  /** Failed sign-ins until a ban; -1 is Home Assistant's default: never. */
  banThreshold: number;
  /** A proxy whose X-Forwarded-For is believed, and that stands in the ban list. */
  bannedProxy: string | null;
  /** The administrator needs a one-time code. */
  mfa: boolean;
  /** Another administrator, without one, whose account was disabled. */
  disabledAdmin: boolean;
  /** The administrator was signed in yesterday from this address. */
  sessionFrom: string | null;
  trustedNetworks: TrustedNetwork[];
  /** Secrets in YAML, in git and in the public folder, and settings that are too wide. */
  insecureSettings: boolean;
  /** A script decides who may sign in (Home Assistant refuses its sample provider by itself). */
  scriptProvider: boolean;
  /** Monthly releases the running version is behind, as an update entity tells it. */
  releasesBehind: number;
  /**
   * daily: encrypted, also to a location outside this machine, and one is made;
   * partial: the same, and a second location outside that has no room left;
   * failing: set up once, not encrypted, failing since.
   */
  backups: "daily" | "partial" | "failing" | "none";
  /** The entities are exported to Prometheus, as docs/fleet says. */
  prometheus: boolean;
  /** Public addresses that failed to sign in, each so many times. */
  attackers: string[];
  failuresEach: number;
  /** A phone can register for notifications, and automations can be made. */
  phone: boolean;
}

interface TrustedNetwork {
  network: string;
  /** Tied to the wall tablet's account; else everybody can be chosen. */
  tabletOnly: boolean;
}

/** Nothing to see; what the postures start from. */
export const BASE: Scenario = {
  certificate: null,
  proxied: false,
  renewed: false,
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
  prometheus: false,
  attackers: [],
  failuresEach: 0,
  phone: false,
};

const THIS_MACHINE = ["localhost", "127.0.0.1"];

export const SCENARIOS = {
  good: {
    ...BASE,
    certificate: { days: 90, hosts: THIS_MACHINE, trusted: true },
    external: true,
    mfa: true,
  },
  mixed: {
    ...BASE,
    trustedNetworks: [{ network: "192.168.77.0/24", tabletOnly: true }],
    releasesBehind: 1,
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
} satisfies Record<string, Scenario>;
