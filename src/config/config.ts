/** Options of a configuration: validation with readable errors, and their fields in the editor. */
import type { ActionConfig } from "custom-card-helpers";
import { words } from "../ha/localize.js";
import { isMisspelled } from "./spelling.js";

interface Option {
  isValid(value: unknown): boolean;
  /** The valid values, as written in a configuration. */
  expected: string;
  field(name: string): { selector: object; default?: unknown };
}
type Options = Readonly<Record<string, Option>>;

// Options of the dashboard, of the cards that contain other cards, and of extensions of the frontend,
// as far as their values are no objects.
const FOREIGN: readonly string[] = [
  "type",
  "entity",
  "style",
  "class",
  "index",
  "view_index",
  "disabled",
  "hidden",
  "column_span",
  "row_span",
  "kiosk_mode",
];
const MAX_NAME_LENGTH = 40;

export const TEXT: Option = {
  isValid: (value) => typeof value === "string",
  expected: "text",
  field: () => ({ selector: { text: {} } }),
};
/** A switch that is on by default. */
export const SWITCH: Option = {
  isValid: (value) => typeof value === "boolean",
  expected: "true, false",
  field: () => ({ selector: { boolean: {} }, default: true }),
};
/** Return an option that is an action; `default_action` is what happens without it. */
export function action(default_action: "more-info" | "none"): Option {
  return {
    isValid: (value) => TEXT.isValid((value as Partial<ActionConfig> | null)?.action),
    expected: "action: …",
    field: () => ({ selector: { ui_action: { default_action } } }),
  };
}

/** Return an option that is one of the names; the first is the default. */
export function choice(...names: string[]): Option {
  return {
    isValid: (value) => names.includes(value as string),
    expected: names.join(", "),
    field: (name) => ({
      selector: {
        select: { mode: "dropdown", options: labelled(names, `editor.${name}_`) },
      },
      default: names[0],
    }),
  };
}

/** Return an option that is a list of some of the names, in any order. */
export function choices(names: readonly string[]): Option {
  const { isValid, expected } = choice(...names);
  return {
    isValid: (value) => Array.isArray(value) && value.every(isValid),
    expected: `[${expected}]`,
    field: (name) => ({
      selector: {
        select: { multiple: true, reorder: true, options: labelled(names, `${name}.`) },
      },
    }),
  };
}

function labelled(names: readonly string[], prefix: string): object[] {
  return names.map((value) => ({ value, label: words.text(prefix + value) || value }));
}

/** Return the options, or throw a readable error; Lovelace shows it in place of the element. */
export function validate<T extends object>(raw: unknown, options: Options): T {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    throw new Error(words.text("editor.no_options"));
  }
  for (const [given, value] of Object.entries(raw)) {
    const name = given.slice(0, MAX_NAME_LENGTH);
    const option = Object.entries(options).find(([known]) => known === given)?.[1];
    if (!option) {
      if (isForeign(name, value, options)) continue;
      const known = Object.keys(options).join(", ");
      throw new Error(words.text("editor.unknown_option", { name, options: known }));
    }
    if (value !== undefined && !option.isValid(value)) {
      throw new Error(words.text("editor.wrong_value", { name, expected: option.expected }));
    }
  }
  return raw as T;
}

/**
 * Return whether an option is none of ours. Extensions that are not known here have an object or a
 * list as their option; it is taken for a mistake only if its name is close to one of ours.
 */
function isForeign(name: string, value: unknown, options: Options): boolean {
  if (FOREIGN.includes(name)) return true;
  return (
    typeof value === "object" &&
    !Object.keys(options).some((known) => known.startsWith(name) || isMisspelled(name, known))
  );
}

/** Return the form fields of some options. */
export function fields(names: string[], options: Options): object[] {
  return names.map((name) => ({ name, ...options[name]?.field(name) }));
}

/** Return the form of an editor, which Home Assistant renders. */
export function form(schema: object[]): object {
  return {
    schema,
    computeLabel: ({ name }: { name: string }) => words.text(`editor.${name}`) || name,
    computeHelper: ({ name }: { name: string }) => words.text(`editor.${name}_help`),
  };
}
