/** Messages for every state and functions that open everything, for tests that cover all of them. */
import {
  DAY,
  HOUR,
  createCheck,
  createCounts,
  createEmpty,
  createRisk,
  createSnapshot,
  createViewer,
  iso,
  type FakeConnection,
  type Mounted,
} from "./builders.js";
import { settled } from "./clock.js";

const IDS = ["encryption", "sign_in", "bans", "network", "updates", "backups", "secrets", "host"];
const COUNTS = createCounts({ critical: 11, high: 12, medium: 13, low: 14, unknown: 15 });
/** The longest values for every status. */
const AREAS = IDS.map((id, n) => ({
  id,
  state: ["fail", "warn", "pass", "unknown", "not_applicable"][n % 5],
  value: {
    encryption: { kind: "expires", at: iso(-DAY) },
    sign_in: { kind: "count", n: 1_002, of: 1_003 },
    bans: { kind: "count", n: 12_345 },
    updates: { kind: "lag", releases: 10 },
    backups: { kind: "age", at: iso(-400 * DAY) },
  }[id],
}));
const CHECKS = [
  createCheck({ status: "fail", evidence: 2, gain: 12, since: iso(-HOUR), reason: "timeout" }),
  createCheck({
    id: "sign_in_attack",
    severity: "critical",
    status: "fail",
    params: { n: 2 },
    accepted: { reason: "It is offline", until: iso(9 * DAY), by_you: false },
  }),
  createCheck({ id: "admin_without_mfa", area: "bans", status: "unknown", reason: "timeout" }),
  createCheck({ id: "certificate_expired", area: "bans", status: "not_applicable" }),
];
const FULL = { areas: AREAS, counts: { ...COUNTS, accepted: 16, passed: 17 }, checks: CHECKS };

/** Return messages for every state that depends on the message only, by the state. */
export function messages(): Record<string, unknown> {
  return {
    good: createSnapshot({ score: 100 }),
    attention: createRisk({ ...FULL, state: "attention" }),
    at_risk: createRisk(FULL),
    provisional: createRisk({ ...FULL, provisional: true }),
    unknown: createRisk({ ...FULL, state: "unknown", score: null }),
    stale: createRisk({ ...FULL, stale: true }),
    starting: createEmpty("starting"),
    not_configured: createEmpty("not_configured"),
    failed: createRisk({ ...FULL, phase: "failed" }),
    newer: createSnapshot({ schema: 2 }),
    older: createSnapshot({ schema: 0 }),
    unreadable: { schema: 1 },
    viewer: createViewer({ ...FULL, state: "at_risk" }),
    overall: createViewer({ areas: [], counts: createCounts(), score: null }),
    hidden: createViewer({ state: "unknown", checked_at: null, areas: [], score: null }),
  };
}

/** Return an administrator's message with every kind of content. */
export function everything(): unknown {
  return createRisk({
    ...FULL,
    score_detail: { raw: 62, cap: { by: "bans_disabled", at: 39 }, lost: [] },
    exposure: {
      level: "internet",
      evidence: [{ kind: "external_url" }, { kind: "global_session", n: 3 }],
    },
  });
}

export const NAME = "Ann Example";
export const ADDRESS = "203.0.113.7";

/** Let the connection answer all commands of an administrator. */
export function answerAll({ replies }: FakeConnection, text = ADDRESS): void {
  replies["security_posture/evidence"] = { rows: [{ kind: "address", text, at: iso(), n: 3 }] };
  replies["security_posture/accepted_risks"] = {
    rows: [{ check_id: "sign_in_attack", by: text === ADDRESS ? NAME : text }],
  };
  replies["security_posture/changes"] = {
    looked_at: iso(-2 * DAY),
    changes: ["opened", "resolved", "accepted", "reopened"].map((kind, n) => ({
      kind,
      at: iso(-n * 12 * HOUR),
      check_id: n ? "bans_disabled" : "a_check_of_the_past",
      severity: "high",
    })),
  };
}

/** Return the review of a copy, with a row of every kind. */
export function createReview(text = NAME): Record<string, unknown> {
  const places = [1, 2, 1_234].map((line) => ({ file: `packages/${text}.yaml`, line }));
  const kinds = ["password", "coordinate", "person", "area"];
  return {
    kinds: kinds.map((kind, n) => ({ kind, count: n * 1_001, on: n < 3, fixed: n < 2, places })),
    suggestions: ["person", "user"].map((kind) => ({ kind, text, count: 14, on: false, places })),
    words: [{ word: text, why: "keyword" }],
    left_out: [{ file: `${text}.yaml`, why: "not_yaml" }],
    files: 1_234,
    more: { suggestions: 3, left_out: 4 },
  };
}

const BANS = "button.tile:nth-of-type(3)";
/** Functions that open what an administrator can open, by name. */
export const PANELS: Record<string, (card: Mounted) => Promise<void>> = {
  evidence: async (card) => {
    await card.press(BANS);
    await card.openRows();
    await pressAll(card, ".inside .check .plain[aria-expanded=false]");
    await pressAll(card, ".inside .check button.plain:not([aria-expanded])", /who accepted|⟦/);
  },
  review: async (card) => {
    await card.press(".buttons .plain:nth-child(1)");
    await card.press(".share button");
    card.connection.copy?.({ review: createReview() });
    await card.settle();
    for (const details of card.$$(".share details")) (details as HTMLDetailsElement).open = true;
  },
  report: async (card) => {
    if (!card.$$(".report").length) await card.press(".buttons .plain:nth-child(1)");
    await card.press(".report > .plain");
    await card.press(".report input");
  },
  changes: async (card) => card.press(".buttons .plain:nth-child(2)"),
  list: async (card) => {
    await card.press(".buttons .plain:nth-child(1)");
    await card.press(".share button");
    card.connection.copy?.({
      type: "done",
      copy: { counts: { person: 3, address: 12 }, left_out: 2, zip: btoa("zip") },
    });
  },
};

/** Open a panel, and wait until it has all its answers. */
export async function open(card: Mounted, panel: string): Promise<void> {
  answerAll(card.connection);
  await PANELS[panel]!(card);
  await settled();
  await card.settle();
}

async function pressAll(card: Mounted, selector: string, text = /./): Promise<void> {
  for (const button of card.$$(selector)) {
    if (!text.test(button.textContent!)) continue;
    button.click();
    await card.settle();
  }
}
