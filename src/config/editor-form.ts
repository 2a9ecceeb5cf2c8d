/** The options of the card and of the badge, and the forms of their editors. */
import { ACTION, SWITCH, TEXT, choice, choices, fields, form, validate } from "./config.js";
import type { ActionConfig } from "custom-card-helpers";
import { words } from "../ha/localize.js";

/** The released version; "0.0.0" in a checkout. */
declare const CARD_VERSION: string;

export interface CardConfig {
  title?: string;
  layout?: "auto" | "full" | "compact";
  /** The areas to show, in this order; all in the server's order if none is named. */
  areas?: string[];
  show_score?: boolean;
  /** When administrators see the checks. */
  details?: "tap" | "always" | "never";
  /** What a tap does where it does not open the checks. */
  tap_action?: ActionConfig;
  grid_options?: { rows?: unknown } | null;
}

export interface BadgeConfig {
  name?: string;
  tap_action?: ActionConfig;
}

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
  tap_action: ACTION,
};
const BADGE = { name: TEXT, tap_action: ACTION };

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
  const section = (name: string, names: string[]): object => ({
    type: "expandable",
    flatten: true,
    expanded: true,
    name: "",
    title: words.text(`editor.section_${name}`),
    schema: fields(names, CARD),
  });
  return form([
    ...fields(["title"], CARD),
    section("look", ["layout", "areas", "show_score"]),
    section("press", ["details", "tap_action"]),
    VERSION,
  ]);
}

export function badgeForm(): object {
  return form([...fields(Object.keys(BADGE), BADGE), VERSION]);
}
