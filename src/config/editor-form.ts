/** The options of the card and of the badge, and the forms of their editors. */
import { SWITCH, TEXT, action, choice, choices, fields, form, validate } from "./config.js";
import type { ActionOptions } from "../element/actions.js";
import { words } from "../ha/localize.js";

/** The released version; "0.0.0" in a checkout. */
declare const CARD_VERSION: string;

export interface CardConfig extends ActionOptions {
  title?: string;
  layout?: "auto" | "full" | "compact";
  /** The areas to show, in this order; all in the server's order if none is named. */
  areas?: string[];
  show_score?: boolean;
  /** When administrators see the checks. */
  details?: "tap" | "always" | "never";
  grid_options?: { rows?: unknown } | null;
}

export interface BadgeConfig extends ActionOptions {
  name?: string;
}

/** What happens without them: more-info of what was pressed. */
const ACTIONS = {
  tap_action: action("more-info"),
  hold_action: action("none"),
  double_tap_action: action("none"),
};
const AREA_ACTIONS = {
  area_tap_action: action("more-info"),
  area_hold_action: action("none"),
  area_double_tap_action: action("none"),
};
const CARD = {
  title: TEXT,
  layout: choice("auto", "full", "compact"),
  areas: choices([
    "encryption",
    "sign_in",
    "bans",
    "network",
    "updates",
    "backups",
    "secrets",
    "host",
  ]),
  show_score: SWITCH,
  details: choice("tap", "always", "never"),
  ...ACTIONS,
  ...AREA_ACTIONS,
};
const BADGE = { name: TEXT, ...ACTIONS };

/** A line of text in the editor, not an option. */
const VERSION = { type: "constant", name: "version", value: CARD_VERSION };

/** Return the card's options, or throw a readable error. */
export function parseConfig(raw: unknown): CardConfig {
  return validate(raw, CARD);
}

/** Return the badge's options, or throw a readable error. */
export function parseBadgeConfig(raw: unknown): BadgeConfig {
  return validate(raw, BADGE);
}

export function configForm(): object {
  const section = (name: string, names: string[], expanded = true): object => ({
    type: "expandable",
    flatten: true,
    expanded,
    name: "",
    title: words.text(`editor.section_${name}`),
    schema: fields(names, CARD),
  });
  return form([
    ...fields(["title"], CARD),
    section("look", ["layout", "areas", "show_score"]),
    section("press", ["details", ...Object.keys(ACTIONS)]),
    section("press_area", Object.keys(AREA_ACTIONS), false),
    VERSION,
  ]);
}

export function badgeForm(): object {
  return form([...fields(Object.keys(BADGE), BADGE), VERSION]);
}
