/** Where the card is pressed twice, and what is open there. */

export interface Layout {
  name: string;
  /** The view of the dashboard. */
  view: string;
  viewport: { width: number; height: number };
  input: "mouse" | "finger";
  /** What is opened first, by its name in `STATES`. */
  states: readonly (keyof typeof STATES)[];
}

/** The buttons of the card that open something, by a part of their selectors, in order. */
export const STATES = {
  closed: [],
  area: ["button.tile.fail"],
  "a check of an area": ["button.tile.fail", ".inside summary"],
  "the last area": ["button.tile:last-of-type"],
  "all checks": [".buttons .plain"],
  "a check in the list": [".buttons .plain", ".all summary"],
  "an acceptance": [".buttons .plain", ".all summary", ".opened button.bare"],
  "recent changes": [".buttons .plain:nth-child(2)"],
  "a check that is always listed": [".all summary"],
} as const;

const TABLET = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

export const LAYOUTS: readonly Layout[] = [
  layout("wall panel", "wall", TABLET, "finger", ["closed", "area", "a check in the list"]),
  layout("wall panel, mouse", "wall", TABLET, "mouse", ["closed", "recent changes"]),
  layout("sections column", "sections", TABLET, "mouse", [
    "closed",
    "area",
    "a check of an area",
    "all checks",
    "recent changes",
  ]),
  layout("phone", "sections", PHONE, "finger", [
    "closed",
    "all checks",
    "the last area",
    "an acceptance",
  ]),
  layout("fixed rows", "rows", TABLET, "mouse", ["closed", "a check of an area"]),
  layout("full width", "full", TABLET, "finger", ["closed", "the last area"]),
  layout("always listed", "always", TABLET, "mouse", ["closed", "a check that is always listed"]),
  layout("viewer, more-info", "more-info", PHONE, "finger", ["closed"]),
  layout("viewer, more-info, mouse", "more-info", TABLET, "mouse", ["closed"]),
  layout("viewer, navigate", "navigate", PHONE, "finger", ["closed"]),
];

function layout(
  name: string,
  view: string,
  viewport: Layout["viewport"],
  input: Layout["input"],
  states: Layout["states"],
): Layout {
  return { name, view, viewport, input, states };
}
