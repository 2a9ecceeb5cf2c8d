/** Options as people write them: what each takes, the field it has in the editor, and readable refusals. */
import { words } from "../ha/localize.js";

export interface Option {
  isValid(value: unknown): boolean;
  /** What it takes, in the words of a configuration. */
  expected: string;
  field(name: string): { selector: object; default?: unknown };
}
type Options = Readonly<Record<string, Option>>;
/** The options that are no strings of their own: what a press does. */
export interface Action {
  action: string;
}

// What Home Assistant and widespread add-ons of its frontend put beside an element's own options.
const NOT_OURS: readonly string[] = [
  "type",
  "entity",
  "grid_options",
  "visibility",
  "view_layout",
  "layout_options",
  "disabled",
  "card_mod",
];
const LONGEST_NAME = 40;

export const TEXT: Option = {
  isValid: (value) => typeof value === "string",
  expected: "text",
  field: () => ({ selector: { text: {} } }),
};
/** A switch that is on where nothing is said. */
export const SWITCH: Option = {
  isValid: (value) => typeof value === "boolean",
  expected: "true, false",
  field: () => ({ selector: { boolean: {} }, default: true }),
};
export const ACTION: Option = {
  isValid: (value) => TEXT.isValid((value as Partial<Action> | null)?.action),
  expected: "action: …",
  field: () => ({ selector: { ui_action: { default_action: "none" } } }),
};

/** Return an option that is one of the names, the first where nothing is said. */
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

/** Return an option that is a list of some of the names, in an order of its own. */
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

/** Return the options, or throw an error in plain words; Lovelace shows it in place of the element. */
export function checked<T extends object>(raw: unknown, options: Options): T {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    throw new Error(words.text("editor.no_options"));
  }
  for (const [given, value] of Object.entries(raw)) {
    if (NOT_OURS.includes(given)) continue;
    const name = given.slice(0, LONGEST_NAME);
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

/** Return the action of a press; null where nothing is to happen. */
export function actionOf({ tap_action }: { tap_action?: Action }): Action | null {
  return tap_action && tap_action.action !== "none" ? tap_action : null;
}

/** Return the fields of some options, for the form. */
export function fields(names: string[], options: Options): object[] {
  return names.map((name) => ({ name, ...options[name]?.field(name) }));
}

/** Return the form of an editor, for Home Assistant to draw. */
export function form(schema: object[]): object {
  return {
    schema,
    computeLabel: ({ name }: { name: string }) => words.text(`editor.${name}`) || name,
    computeHelper: ({ name }: { name: string }) => words.text(`editor.${name}_help`),
  };
}
