/** Every mode of the card on a wall tablet. */
import type { Mode } from "../../src/model/view-model.js";
import { edited, golden, hoursEarlier } from "./edits.js";
import type { Edit } from "./line.js";
import type { Chapter, Shot } from "./shot.js";
import type { Stage } from "./stage.js";

const REWRITTEN = "the message was modified on its way to the page";
const KEPT_BACK = "the integration's messages were withheld from the page";

type State = Omit<Shot, "name" | "scenario"> & Partial<Pick<Shot, "scenario">>;

/** One of each: a new mode of the card does not compile without its screenshot. */
const MODES: Record<Mode, State> = {
  good: {
    says: "**Good**: no open findings, and enough checks could run.",
    take: (stage) => stage.wall("Good"),
  },
  attention: {
    scenario: "mixed",
    says: "**Attention**: at least one finding of medium or low severity is open.",
    take: (stage) => stage.wall("Attention"),
  },
  at_risk: {
    scenario: "bad",
    says: "**At risk**: at least one finding of critical or high severity is open.",
    take: (stage) => stage.wall("At risk"),
  },
  unknown: rewritten("**Unknown**: too many checks could not run.", "Unknown", golden("unknown")),
  stale: rewritten(
    "**Outdated**: the last full check is too old; its results are shown as the last known ones.",
    "Outdated",
    (told) => ({ ...told, stale: true, checked_at: hoursEarlier(told.now, 14) }),
  ),
  lost: {
    says: "**No data**: the connection is lost; the card shows the last known state and its time.",
    async take({ tablet }) {
      await tablet.open();
      await tablet.says("Good");
      await tablet.cutOff();
      await tablet.says("No data");
      return tablet.card;
    },
  },
  no_answer: {
    says: "**No response**: Home Assistant responds, but the integration does not.",
    planted: KEPT_BACK,
    async take(stage) {
      stage.line.edit = () => null;
      return stage.wall("No response");
    },
  },
  connecting: {
    says: "**Connecting**: the page has just been opened.",
    planted: KEPT_BACK,
    async take(stage) {
      stage.line.edit = () => null;
      return stage.wall("Connecting");
    },
  },
  starting: {
    says: "**Starting**: the first check has not finished.",
    planted: "the message is real; later ones were withheld",
    async take(stage) {
      await stage.wall("Good");
      stage.line.edit = (told) => (told.phase === "starting" ? told : null);
      await stage.restartIntegration();
      await stage.tablet.says("Starting");
      return stage.tablet.card;
    },
    after: (stage) => stage.instance.snapshot(),
  },
  not_configured: {
    says: "**Not set up**: the integration was disabled or removed, but its card is still on the dashboard.",
    async take(stage) {
      // A page that is opened later does not load the card.
      await stage.wall("Good");
      await stage.disableIntegration("user");
      await stage.tablet.says("Not set up");
      return stage.tablet.card;
    },
    async after(stage) {
      await stage.disableIntegration(null);
      await stage.instance.snapshot();
    },
  },
  failed: rewritten("**Error**: the check failed.", "Error", (told) => ({
    ...told,
    phase: "failed",
  })),
  unreadable: rewritten(
    "**Incompatible data**: the card cannot read the data it received.",
    "Incompatible data",
    (told) => ({ ...told, areas: "?" }),
  ),
  newer: rewritten(
    "**Reload needed**: the integration uses a newer protocol than this card.",
    "Reload needed",
    (told) => ({ ...told, schema: 2 }),
  ),
  older: rewritten(
    "**Update needed**: the integration uses an older protocol than this card.",
    "Update needed",
    (told) => ({ ...told, schema: 0 }),
  ),
  refused: {
    says: "**Not allowed**: Home Assistant refuses the request of this user.",
    planted: REWRITTEN,
    async take(stage) {
      stage.line.isRefused = true;
      return stage.wall("Not allowed");
    },
  },
  hidden: viewer(
    "**Hidden**: an administrator hides the posture from other users.",
    "nothing",
    "Hidden",
  ),
};

const MORE: Shot[] = [
  {
    name: "state-provisional",
    scenario: "good",
    ...rewritten(
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
    ...rewritten(
      "A newer version of the card is installed than the page has loaded.",
      "Good",
      (told) => ({
        ...told,
        card: "another",
      }),
    ),
  },
  {
    name: "state-older-backend",
    scenario: "good",
    ...rewritten(
      "The integration is older than its card, but still compatible.",
      "Good",
      (told) => ({
        ...told,
        stale_after: undefined,
      }),
    ),
  },
];

export const states: Chapter = {
  title: "States",
  says: "On a wall tablet that is logged in without administrator rights, at 1280x800.",
  shots: [
    ...Object.entries(MODES).map(([mode, state]): Shot => ({
      name: `state-${mode.replace("_", "-")}`,
      scenario: "good",
      ...state,
    })),
    ...MORE,
  ],
};

function rewritten(says: string, word: string, edit: Edit): State {
  return {
    says,
    planted: REWRITTEN,
    async take(stage) {
      stage.line.edit = edit;
      return stage.wall(word);
    },
  };
}

function viewer(says: string, detail: string, word: string): State {
  return {
    says,
    async take(stage: Stage) {
      await stage.choose({ viewer_detail: detail });
      return stage.wall(word);
    },
    after: (stage) => stage.choose({}),
  };
}
