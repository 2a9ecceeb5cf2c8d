/** What is photographed: one picture, the home it is taken in, and the words below it. */
import type { Locator, Page } from "playwright-core";
import type { SCENARIOS } from "../demo/scenarios.js";
import type { Stage } from "./stage.js";

export interface Shot {
  /** The file's name in docs/images, without its ending. */
  name: string;
  scenario: keyof typeof SCENARIOS;
  /** What is to be seen, in one line. */
  says: string;
  /** How the state was brought about, where it is not the home's own; what was not real. */
  planted?: string;
  /** Bring it about, and return what is to be in the picture. */
  take(stage: Stage): Promise<Locator | Page>;
  /** Put the home right again. */
  after?(stage: Stage): Promise<unknown>;
}

export interface Chapter {
  title: string;
  says: string;
  shots: Shot[];
}
