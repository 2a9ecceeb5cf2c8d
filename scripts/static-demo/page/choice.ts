/** What can be chosen on the page. The choice is in the address, so a link shows one picture. */
import { HOMES } from "./homes.js";
import { LANGUAGES } from "./languages.js";
import { PLACES } from "./places.js";
import { SITUATIONS } from "./situations.js";

export type Choice = Record<
  "home" | "situation" | "user" | "open" | "place" | "theme" | "language",
  string
>;

interface Control {
  label: string;
  /** The labels of the options, by their names; the first is the default. */
  options: ReadonlyMap<string, string>;
}

export const OPEN = {
  none: "Nothing",
  area: "An area",
  evidence: "Details of a finding",
  accept: "Acceptance of a risk",
  checks: "All checks",
  changes: "Recent changes",
  review: "Review of a shareable copy",
  copy: "Shareable copy",
} as const;

export const CONTROLS: Record<keyof Choice, Control> = {
  home: control("Home", labels(HOMES)),
  situation: control("Situation", labels(SITUATIONS)),
  user: control("User", { viewer: "Wall tablet, not an administrator", admin: "Administrator" }),
  open: control("Opened by an administrator", OPEN),
  place: control("Size", labels(PLACES)),
  theme: control("Theme", { light: "Light", dark: "Dark" }),
  language: control("Language", labels(LANGUAGES)),
};

const NAMES = Object.keys(CONTROLS) as (keyof Choice)[];

/** Return the choice in an address; the default in place of what is not an option. */
export function choiceIn(hash: string): Choice {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const entries = NAMES.map((name) => {
    const { options } = CONTROLS[name];
    const value = given.get(name) ?? "";
    return [name, options.has(value) ? value : first(options)];
  });
  return Object.fromEntries(entries) as Choice;
}

/** Return the address of a choice; defaults are left out. */
export function hashOf(choice: Choice): string {
  const chosen = NAMES.filter((name) => choice[name] !== first(CONTROLS[name].options));
  return `#${new URLSearchParams(chosen.map((name) => [name, choice[name]])).toString()}`;
}

function first(options: ReadonlyMap<string, string>): string {
  return options.keys().next().value ?? "";
}

function control(label: string, options: Readonly<Record<string, string>>): Control {
  return { label, options: new Map(Object.entries(options)) };
}

function labels(things: Readonly<Record<string, { label: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(things).map(([name, { label }]) => [name, label]));
}
