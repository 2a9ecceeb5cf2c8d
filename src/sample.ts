/** What the card picker shows where there is no data: a fixed home with one warning. */
import type { Area, Light } from "./api.js";
import type { Reading } from "./store.js";

const NOW = Date.UTC(2026, 0, 15, 12);
const DAY = 86_400_000;
const LIGHTS: readonly [string, Light, Area["value"]][] = [
  ["encryption", "pass", { kind: "expires", at: NOW + 71 * DAY }],
  ["sign_in", "warn", null],
  ["bans", "pass", { kind: "count", n: 3, of: null }],
  ["network", "pass", null],
  ["updates", "pass", { kind: "lag", releases: 0 }],
  ["backups", "pass", { kind: "age", at: NOW - DAY / 3 }],
  ["secrets", "unknown", null],
  ["host", "pass", null],
];

/** Return the example as if it had just come. `clock` is performance.now(). */
export function sample(clock: number): Reading {
  const snapshot = {
    card: "",
    phase: "ready" as const,
    now: NOW,
    checkedAt: NOW - 4 * 60_000,
    stale: false,
    staleAfter: null,
    state: "attention" as const,
    score: 88,
    provisional: false,
    counts: { critical: 0, high: 0, medium: 1, low: 0, unknown: 1, accepted: 0, passed: 17 },
    areas: LIGHTS.map(([id, state, value]) => ({ id, state, value })),
    admin: null,
  };
  return {
    feed: "live",
    quiet: false,
    received: { parsed: { kind: "snapshot", snapshot }, at: clock },
  };
}
