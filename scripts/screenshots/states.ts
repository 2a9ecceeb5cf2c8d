/** Every state of the card on a wall tablet. */
import type { Mode } from "../../src/model/view-model.js";
import { edited, golden, hoursEarlier } from "./edits.js";
import type { Edit } from "./websocket-proxy.js";
import type { Chapter, Screenshot } from "./screenshot.js";
import type { Session } from "./session.js";

const MODIFIED = "the message was modified on its way to the page";
const WITHHELD = "the integration's messages were withheld from the page";

type State = Omit<Screenshot, "name" | "scenario"> & Partial<Pick<Screenshot, "scenario">>;

/** One of each: a new mode of the card does not compile without its screenshot. */
const MODES: Record<Mode, State> = {
  good: {
    caption: "**Good**: no open findings of medium severity or above, and enough checks could run.",
    take: (session) => session.wall("Good"),
  },
  attention: {
    scenario: "mixed",
    caption: "**Attention**: at least one finding of medium severity is open.",
    take: (session) => session.wall("Attention"),
  },
  at_risk: {
    scenario: "bad",
    caption: "**At risk**: at least one finding of critical or high severity is open.",
    take: (session) => session.wall("At risk"),
  },
  unknown: modified("**Unknown**: too many checks could not run.", "Unknown", golden("unknown")),
  stale: modified(
    "**Outdated**: the last full check is too old; its results are shown as the last known ones.",
    "Outdated",
    (payload) => ({ ...payload, stale: true, checked_at: hoursEarlier(payload.now, 14) }),
  ),
  lost: {
    caption:
      "**No data**: the connection is lost; the card shows the last known state and its time.",
    async take({ tablet }) {
      await tablet.open();
      await tablet.waitForState("Good");
      await tablet.goOffline();
      await tablet.waitForState("No data");
      return tablet.card;
    },
  },
  no_answer: {
    caption: "**No response**: Home Assistant responds, but the integration does not.",
    note: WITHHELD,
    async take(session) {
      session.proxy.edit = () => null;
      return session.wall("No response");
    },
  },
  connecting: {
    caption: "**Connecting**: the page has just been opened.",
    note: WITHHELD,
    async take(session) {
      session.proxy.edit = () => null;
      return session.wall("Connecting");
    },
  },
  starting: {
    caption: "**Starting**: the first check has not finished.",
    note: "the message is real; later ones were withheld",
    async take(session) {
      await session.wall("Good");
      session.proxy.edit = (payload) => (payload.phase === "starting" ? payload : null);
      await session.restartIntegration();
      await session.tablet.waitForState("Starting");
      return session.tablet.card;
    },
    after: (session) => session.instance.snapshot(),
  },
  not_configured: {
    caption:
      "**Not set up**: the integration was disabled or removed, but its card is still on the dashboard.",
    async take(session) {
      // A page that is opened later does not load the card.
      await session.wall("Good");
      await session.disableIntegration("user");
      await session.tablet.waitForState("Not set up");
      return session.tablet.card;
    },
    async after(session) {
      await session.disableIntegration(null);
      await session.instance.snapshot();
    },
  },
  failed: modified("**Error**: the check failed.", "Error", (payload) => ({
    ...payload,
    phase: "failed",
  })),
  unreadable: modified(
    "**Incompatible data**: the card cannot read the data it received.",
    "Incompatible data",
    (payload) => ({ ...payload, areas: "?" }),
  ),
  newer: modified(
    "**Reload needed**: the integration uses a newer protocol than this card.",
    "Reload needed",
    (payload) => ({ ...payload, schema: 2 }),
  ),
  older: modified(
    "**Update needed**: the integration uses an older protocol than this card.",
    "Update needed",
    (payload) => ({ ...payload, schema: 0 }),
  ),
  refused: {
    caption: "**Not allowed**: Home Assistant refuses the request of this user.",
    note: MODIFIED,
    async take(session) {
      session.proxy.rejectsSubscription = true;
      return session.wall("Not allowed");
    },
  },
  hidden: viewer(
    "**Hidden**: an administrator hides the posture from other users.",
    "nothing",
    "Hidden",
  ),
};

const MORE: Screenshot[] = [
  {
    name: "state-provisional",
    scenario: "good",
    ...modified(
      "**Provisional**: too many checks could not run. The icon is hollow, the frame dashed.",
      "Attention",
      edited("mixed", { provisional: true }),
    ),
  },
  {
    name: "state-overall-only",
    scenario: "good",
    ...viewer("An administrator limits other users to the state.", "overall", "Good"),
  },
  {
    name: "state-newer-card",
    scenario: "good",
    ...modified(
      "A newer version of the card is installed than the page has loaded.",
      "Good",
      (payload) => ({
        ...payload,
        card: "another",
      }),
    ),
  },
  {
    name: "state-older-backend",
    scenario: "good",
    ...modified(
      "The integration is older than its card, but still compatible.",
      "Good",
      (payload) => ({
        ...payload,
        stale_after: undefined,
      }),
    ),
  },
];

export const states: Chapter = {
  title: "States",
  intro: "On a wall tablet that is logged in without administrator rights, at 1280x800.",
  screenshots: [
    ...Object.entries(MODES).map(([mode, state]): Screenshot => ({
      name: `state-${mode.replace("_", "-")}`,
      scenario: "good",
      ...state,
    })),
    ...MORE,
  ],
};

function modified(caption: string, state: string, edit: Edit): State {
  return {
    caption,
    note: MODIFIED,
    async take(session) {
      session.proxy.edit = edit;
      return session.wall(state);
    },
  };
}

function viewer(caption: string, detail: string, state: string): State {
  return {
    caption,
    async take(session: Session) {
      await session.choose({ viewer_detail: detail });
      return session.wall(state);
    },
    after: (session) => session.choose({}),
  };
}
