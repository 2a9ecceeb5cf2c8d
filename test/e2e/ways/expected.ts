/** The ways in of every scenario of the demo, written from its description. */
import { SCENARIOS, haos, type Scenario } from "../../../scripts/demo/scenarios.js";

type Start = "internet" | "home_network" | "website" | "publisher";
type Sureness = "open" | "effort" | "untold";

export interface Expected {
  scenario: Scenario;
  /** The steps of each way, with how sure it is, in any order. */
  ways: Record<Start, [Sureness, ...string[]][]>;
  first: Record<Start, string[]>;
  signs: string[];
  howFar: { to: string; sureness: Sureness; by_design: boolean; steps: string[] };
  /** The place, whether it is encrypted, and whether an attacker could delete it. */
  wayBack: [string, boolean | null, boolean | null];
}

const NOWHERE: Expected["ways"] = { internet: [], home_network: [], website: [], publisher: [] };
const NOTHING: Expected["first"] = { internet: [], home_network: [], website: [], publisher: [] };
/** The demo runs as a user without rights, and not in a container. */
const NO_FARTHER: Expected["howFar"] = {
  to: "administrator",
  sureness: "open",
  by_design: false,
  steps: [],
};
const BY_DESIGN: Expected["howFar"] = {
  to: "machine",
  sureness: "open",
  by_design: true,
  steps: ["own_app"],
};

export const EXPECTED: Record<string, Expected> = {
  good: {
    scenario: SCENARIOS.good,
    ways: NOWHERE,
    first: NOTHING,
    signs: [],
    howFar: NO_FARTHER,
    // Whether the other machine encrypts what it pulls cannot be seen.
    wayBack: ["elsewhere", null, false],
  },
  mixed: {
    scenario: SCENARIOS.mixed,
    // The network without a password gives the wall tablet's user only.
    ways: { ...NOWHERE, home_network: [["effort", "overheard_at_home"]] },
    first: { ...NOTHING, home_network: ["plain_http_local"] },
    signs: [],
    howFar: NO_FARTHER,
    wayBack: ["elsewhere", null, false],
  },
  bad: {
    scenario: SCENARIOS.bad,
    ways: {
      internet: [
        ["open", "public_login"],
        ["open", "public_folder", "login_from_public_folder"],
        ["effort", "guessing"],
        ["effort", "webhook"],
      ],
      home_network: [
        ["open", "home_public_folder", "login_from_public_folder"],
        ["effort", "home_guessing"],
        ["effort", "default_password"],
      ],
      website: [
        ["effort", "framed_page"],
        ["effort", "website_calls", "home_guessing"],
        ["effort", "website_calls", "home_public_folder", "login_from_public_folder"],
      ],
      publisher: [
        ["open", "published_files"],
        ["open", "published_text"],
        ["effort", "published_remote"],
        ["effort", "published_files", "password_from_git"],
        ["effort", "published_text", "password_from_git"],
      ],
    },
    first: {
      internet: [
        "admin_without_mfa",
        "guessable_webhook",
        "passwordless_network",
        "secret_in_public_folder",
      ],
      home_network: ["admin_without_mfa", "default_secret", "secret_in_public_folder"],
      website: ["cors_too_broad", "framing_allowed"],
      publisher: ["git_remote_credential", "inline_secret", "secrets_in_git"],
    },
    signs: ["sign_in_attack"],
    howFar: NO_FARTHER,
    wayBack: ["none", null, null],
  },
  tricky: {
    scenario: SCENARIOS.tricky,
    ways: NOWHERE,
    first: NOTHING,
    signs: [],
    howFar: NO_FARTHER,
    wayBack: ["elsewhere", true, true],
  },
  haos: {
    scenario: SCENARIOS.haos,
    ways: {
      ...NOWHERE,
      home_network: [
        ["effort", "overheard_at_home"],
        ["effort", "app_port"],
      ],
    },
    first: { ...NOTHING, home_network: ["app_port_open", "plain_http_local"] },
    signs: [],
    howFar: BY_DESIGN,
    wayBack: ["elsewhere", true, true],
  },
  "haos, fresh": {
    scenario: haos("fresh"),
    ways: {
      ...NOWHERE,
      home_network: [
        ["effort", "overheard_at_home"],
        ["effort", "home_guessing"],
      ],
    },
    first: { ...NOTHING, home_network: ["admin_without_mfa", "plain_http_local"] },
    signs: [],
    howFar: BY_DESIGN,
    wayBack: ["none", null, null],
  },
  "haos, neglected": {
    scenario: haos("neglected"),
    ways: {
      ...NOWHERE,
      home_network: [
        // The Supervisor's version has a vulnerability in the home network.
        ["open", "home_flaw"],
        ["open", "app_port_leaked_password"],
        ["effort", "app_port"],
        ["effort", "home_guessing"],
        ["effort", "overheard_at_home"],
      ],
    },
    first: {
      ...NOTHING,
      home_network: [
        "admin_without_mfa",
        "app_port_open",
        "known_vulnerability",
        "plain_http_local",
      ],
    },
    signs: [],
    howFar: { ...BY_DESIGN, steps: ["own_app", "powerful_app"] },
    // The network storage is down and was never listed: what it holds is not known.
    wayBack: ["untold", null, null],
  },
};
