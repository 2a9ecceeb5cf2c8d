/** Options of a configuration: validation with readable errors, and their fields in the editor. */
import { hasAction, type ActionConfig } from "custom-card-helpers";
import { words } from "../ha/localize.js";

interface Option {
  isValid(value: unknown): boolean;
  /** The valid values, as written in a configuration. */
  expected: string;
  field(name: string): { selector: object; default?: unknown };
}
type Options = Readonly<Record<string, Option>>;

// Options that Home Assistant and popular extensions of its frontend add to every element.
const IGNORED: readonly string[] = [
  "type",
  "entity",
  "grid_options",
  "visibility",
  "view_layout",
  "layout_options",
  "disabled",
  "card_mod",
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
export const ACTION: Option = {
  isValid: (value) => TEXT.isValid((value as Partial<ActionConfig> | null)?.action),
  expected: "action: …",
  field: () => ({ selector: { ui_action: { default_action: "none" } } }),
};

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
    if (IGNORED.includes(given)) continue;
    const name = given.slice(0, MAX_NAME_LENGTH);
    const option = Object.entries(options).find(([known]) => known === given)?.[1];
    if (!option) {
      const known = Object.keys(options).join(", ");
      throw new Error(words.text("editor.unknown_option", { name, options: known }));
    }
    if (value !== undefined && !option.isValid(value)) {
      throw new Error(words.text("editor.wrong_value", { name, expected: option.expected }));
    }
  }
  return raw as T;
}

/** Return the action of a tap; null for none. */
export function actionOf({ tap_action }: { tap_action?: ActionConfig }): ActionConfig | null {
  return tap_action && hasAction(tap_action) ? tap_action : null;
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
