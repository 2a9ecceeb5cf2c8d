/** What the card picker shows before there is any data: an example, and marked as one. */
import { AREAS, COUNTS, type Area, type Counts, type Snapshot } from "./api.js";
import type { Known } from "./store.js";

const DAY = 86_400_000;
const WARNING = "sign_in";

/** Return what a home with one remark would show at `now`. */
export function sample(now: number): Known {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, 0])) as Counts;
  const areas = AREAS.map((id): Area => {
    const state = id === WARNING ? "warn" : "pass";
    return { id, state, value: id === "encryption" ? { kind: "expires", at: now + 71 * DAY } : null };
  });
  const snapshot: Snapshot = {
    card: "",
    phase: "ready",
    now,
    stale: false,
    checkedAt: now,
    state: "attention",
    score: null,
    provisional: false,
    counts: { ...counts, medium: 1, passed: 18 },
    areas,
    detail: null,
  };
  return { feed: "live", lost: false, snapshot, unreadable: false, receivedAt: 0 };
}
