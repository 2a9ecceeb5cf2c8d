/** The card's options: what is right, what is wrong with the rest, and the form of the editor. */
import { Words } from "./localize.js";

const DETAILS = ["tap", "always", "never"] as const;

export interface CardConfig {
  title: string;
  showScore: boolean;
  details: (typeof DETAILS)[number];
  /** The dashboard gives the card a height of its own, in rows of the grid. */
  isFixedHeight: boolean;
}

// What Home Assistant and widespread add-ons of its frontend put beside a card's own options.
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
const OURS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ["title", (value: unknown) => typeof value === "string"],
  ["show_score", (value: unknown) => typeof value === "boolean"],
  ["details", (value: unknown) => DETAILS.some((known) => known === value)],
]);
const LONGEST_NAME = 40;

/** Return the options with their defaults, or throw an error in plain words; Lovelace shows it. */
export function parseConfig(raw: unknown): CardConfig {
  const words = new Words();
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    throw new Error(words.text("editor.no_options"));
  }
  const config = raw as Record<string, unknown>;
  for (const [name, value] of Object.entries(config)) {
    if (!NOT_OURS.includes(name)) validate(name, value, words);
  }
  const grid = config.grid_options as { rows?: unknown } | null | undefined;
  return {
    title: (config.title as string | undefined) ?? "",
    showScore: config.show_score !== false,
    details: (config.details as CardConfig["details"] | undefined) ?? "tap",
    isFixedHeight: typeof grid?.rows === "number",
  };
}

function validate(name: string, value: unknown, words: Words): void {
  const isValid = OURS.get(name);
  if (!isValid) {
    const options = [...OURS.keys()].join(", ");
    throw new Error(
      words.text("editor.unknown_option", { name: name.slice(0, LONGEST_NAME), options }),
    );
  }
  if (value !== undefined && !isValid(value)) {
    const expected = words.text(`editor.expected_${name}`);
    throw new Error(words.text("editor.wrong_value", { name, expected }));
  }
}

/** Return the form of the card's editor, for Home Assistant to draw. */
export function configForm(words: Words): object {
  const options = DETAILS.map((value) => ({
    value,
    label: words.text(`editor.details_${value}`) || value,
  }));
  return {
    schema: [
      { name: "title", selector: { text: {} } },
      { name: "show_score", default: true, selector: { boolean: {} } },
      { name: "details", default: "tap", selector: { select: { mode: "dropdown", options } } },
    ],
    computeLabel: ({ name }: { name: string }) => words.text(`editor.${name}`) || name,
    computeHelper: ({ name }: { name: string }) => words.text(`editor.${name}_help`),
  };
}
