/** The description of a screenshot: its scenario, how to take it, and its caption. */
import type { Locator, Page } from "playwright-core";
import type { SCENARIOS } from "../demo/scenarios.js";
import type { Session } from "./session.js";

export interface Screenshot {
  /** The file name in docs/images, without its extension. */
  name: string;
  scenario: keyof typeof SCENARIOS;
  caption: string;
  /** How the state was produced, if it does not occur in the scenario. */
  note?: string;
  /** Produce the state, and return what to capture. */
  take(session: Session): Promise<Locator | Page>;
  /** Undo what `take` changed. */
  after?(session: Session): Promise<unknown>;
}

export interface Chapter {
  title: string;
  intro: string;
  screenshots: Screenshot[];
}
