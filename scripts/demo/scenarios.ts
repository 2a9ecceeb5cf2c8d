/** The postures the demo can show. Each is planted for real; nothing tells the checks what to say. */

export interface Scenario {
  /** TLS by Home Assistant itself: the days its certificate still has; null: plain HTTP. */
  certificateDays: number | null;
  /** The external URL is this demo's own https address. */
  external: boolean;
  /** Failed sign-ins until a ban; -1 is Home Assistant's default: never. */
  banThreshold: number;
  /** A proxy whose X-Forwarded-For is believed, and that stands in the ban list. */
  bannedProxy: string | null;
  /** The administrator needs a one-time code. */
  mfa: boolean;
  /** The administrator was signed in yesterday from this address. */
  sessionFrom: string | null;
  trustedNetworks: TrustedNetwork[];
  /** A script decides who may sign in (Home Assistant refuses its sample provider by itself). */
  scriptProvider: boolean;
  /** Monthly releases the running version is behind, as an update entity tells it. */
  releasesBehind: number;
  /** Daily, encrypted, also to a location outside this machine; one is made. */
  backups: boolean;
  /** Public addresses that failed to sign in, each so many times. */
  attackers: string[];
  failuresEach: number;
}

interface TrustedNetwork {
  network: string;
  /** Tied to the wall tablet's account; else everybody can be chosen. */
  tabletOnly: boolean;
}

const QUIET: Scenario = {
  certificateDays: null,
  external: false,
  banThreshold: 5,
  bannedProxy: null,
  mfa: false,
  sessionFrom: null,
  trustedNetworks: [],
  scriptProvider: false,
  releasesBehind: 0,
  backups: true,
  attackers: [],
  failuresEach: 0,
};

export const SCENARIOS = {
  good: { ...QUIET, certificateDays: 90, external: true, mfa: true },
  mixed: {
    ...QUIET,
    trustedNetworks: [{ network: "192.168.77.0/24", tabletOnly: true }],
    releasesBehind: 1,
  },
  bad: {
    ...QUIET,
    certificateDays: -5,
    external: true,
    banThreshold: -1,
    bannedProxy: "127.0.0.9",
    sessionFrom: "9.9.9.9",
    trustedNetworks: [{ network: "8.8.8.0/24", tabletOnly: false }],
    scriptProvider: true,
    releasesBehind: 5,
    backups: false,
    attackers: ["1.1.1.1", "8.8.4.4", "2606:4700:4700::1111"],
    failuresEach: 5,
  },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
