/** The card's options: their form, and what is wrong with ones that are wrong. */
import type { CardConfig } from "./home-assistant.js";
import { Words } from "./localize.js";

const DETAILS = ["tap", "always", "never"] as const;

/** What Lovelace itself, or the user's tools, may put beside our options. */
const NOT_OURS = new Set([
  "type",
  "grid_options",
  "layout_options",
  "view_layout",
  "visibility",
  "disabled",
  "card_mod",
  "index",
  "view_index",
]);

const OPTIONS: Record<string, { valid(value: unknown): boolean; expected: string }> = {
  title: { valid: (value) => typeof value === "string", expected: "a text" },
  show_score: { valid: (value) => typeof value === "boolean", expected: "true or false" },
  details: {
    valid: (value) => DETAILS.includes(value as (typeof DETAILS)[number]),
    expected: DETAILS.join(", "),
  },
};

/** Return the options, or throw an error that says which one is wrong. Lovelace shows it. */
export function validConfig(config: unknown): CardConfig {
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new Error("Security Posture: the card's options are missing.");
  }
  for (const [name, value] of Object.entries(config)) {
    if (NOT_OURS.has(name) || value === undefined || value === null) continue;
    const option = Object.prototype.hasOwnProperty.call(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (!option) throw new Error(`Security Posture: there is no option "${name.slice(0, 40)}".`);
    if (!option.valid(value)) {
      throw new Error(`Security Posture: the option "${name}" takes ${option.expected}.`);
    }
  }
  return config as CardConfig;
}

/** Return the form of the card editor; its fields are named as the options. */
export function configForm(): object {
  const words = new Words(undefined);
  const options = DETAILS.map((value) => ({ value, label: words.text(`editor.details_${value}`) }));
  return {
    schema: [
      { name: "title", selector: { text: {} } },
      { name: "show_score", default: true, selector: { boolean: {} } },
      { name: "details", default: "tap", selector: { select: { mode: "dropdown", options } } },
    ],
    computeLabel: ({ name }: { name: string }) => words.text(`editor.${name}`),
    computeHelper: ({ name }: { name: string }) => words.text(`editor.${name}_help`) || undefined,
    assertConfig: validConfig,
  };
}
