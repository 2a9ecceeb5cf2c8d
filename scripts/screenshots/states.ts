/** Every look the card can have on the wall. */
import type { Mode } from "../../src/view-model.js";
import { edited, golden, hoursEarlier } from "./edits.js";
import type { Edit } from "./line.js";
import type { Chapter, Shot } from "./shot.js";
import type { Stage } from "./stage.js";

const REWRITTEN = "the message was rewritten on its way to the page";
const KEPT_BACK = "the integration's messages were kept back on their way to the page";

type State = Omit<Shot, "name" | "scenario"> & Partial<Pick<Shot, "scenario">>;

/** One of each: a new look of the card does not compile without its picture. */
const MODES: Record<Mode, State> = {
  good: {
    says: "**Good**: nothing to mend, and enough could be looked at.",
    take: (stage) => stage.wall("Good"),
  },
  attention: {
    scenario: "mixed",
    says: "**Attention**: something of medium or low weight is worth mending.",
    take: (stage) => stage.wall("Attention"),
  },
  at_risk: {
    scenario: "bad",
    says: "**At risk**: something of critical or high weight is open.",
    take: (stage) => stage.wall("At risk"),
  },
  unknown: rewritten(
    "**Unknown**: too much could not be looked at to tell.",
    "Unknown",
    golden("unknown"),
  ),
  stale: rewritten(
    "**Out of date**: the last complete look is too long ago; what was known is told as past.",
    "Outdated",
    (told) => ({ ...told, stale: true, checked_at: hoursEarlier(told.now, 14) }),
  ),
  lost: {
    says: "**No data**: the connection is gone; when it was last known, and how it was then.",
    async take({ tablet }) {
      await tablet.open();
      await tablet.says("Good");
      await tablet.cutOff();
      await tablet.says("No data", 40);
      return tablet.card;
    },
  },
  no_answer: {
    says: "**No answer**: Home Assistant is there, the integration is silent.",
    planted: KEPT_BACK,
    async take(stage) {
      stage.line.edit = () => null;
      return stage.wall("No response");
    },
  },
  connecting: {
    says: "**Connecting**: the page was opened just now.",
    planted: KEPT_BACK,
    async take(stage) {
      stage.line.edit = () => null;
      return stage.wall("Connecting");
    },
  },
  starting: {
    says: "**Starting**: the first look is not finished.",
    planted: "the message is real; those after it were kept back",
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
    says: "**Not set up**: the integration was disabled or removed, its card is still there.",
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
  failed: rewritten(
    "**Not working**: the integration could not finish looking.",
    "Error",
    (told) => ({ ...told, phase: "failed" }),
  ),
  unreadable: rewritten(
    "**Not readable**: the card was sent what it cannot understand.",
    "Incompatible data",
    (told) => ({ ...told, areas: "?" }),
  ),
  newer: rewritten(
    "**Reload needed**: the integration speaks a later contract than this card.",
    "Reload needed",
    (told) => ({ ...told, schema: 2 }),
  ),
  older: rewritten(
    "**Update needed**: the integration speaks an earlier contract than this card.",
    "Update needed",
    (told) => ({ ...told, schema: 0 }),
  ),
  refused: {
    says: "**Not allowed**: Home Assistant does not answer this user.",
    planted: REWRITTEN,
    async take(stage) {
      stage.line.isRefused = true;
      return stage.wall("Not allowed");
    },
  },
  hidden: viewer("**Not shown**: the administrator shows nothing to others.", "nothing", "Hidden"),
};

const MORE: Shot[] = [
  {
    name: "state-provisional",
    scenario: "good",
    ...rewritten(
      "**Provisional**: a state that rests on too little. The shape is hollow, the frame dashed.",
      "Attention",
      edited("mixed", { provisional: true }),
    ),
  },
  {
    name: "state-overall-only",
    scenario: "good",
    ...viewer("The administrator shows others the state only.", "overall", "Good"),
  },
  {
    name: "state-newer-card",
    scenario: "good",
    ...rewritten("A newer card is installed than this page runs.", "Good", (told) => ({
      ...told,
      card: "another",
    })),
  },
  {
    name: "state-older-backend",
    scenario: "good",
    ...rewritten("The integration is older than its card, but is understood.", "Good", (told) => ({
      ...told,
      stale_after: undefined,
    })),
  },
];

export const states: Chapter = {
  title: "States",
  says: "As the wall tablet shows them, signed in without administrator rights, on 1280x800.",
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
