/** Where the card is: the width and height that a dashboard gives it, in pixels. */

export interface Place {
  label: string;
  width: number;
  /** Without one, the height follows the content. */
  height?: number;
  /** What the dashboard sets: the kind of the view. */
  layout: "panel" | "grid";
  /** Options of the card. */
  config?: Record<string, unknown>;
}

/** The height of Home Assistant's toolbar. */
const TOOLBAR = 56;
/** The width of a section of a view on a wide screen, and at 1280 pixels with the sidebar. */
const SECTION = 464;
const NARROW_SECTION = 384;
/** A phone without the margins of the view. */
const PHONE = 374;
const COLUMNS = 12;
const GAP = 8;
const ROW = 56;

export const PLACES: Record<string, Place> = {
  wall: wall("Wall tablet", 1280, 800),
  "wall-portrait": wall("Wall tablet, portrait", 800, 1280),
  "wall-small": wall("Small wall tablet", 1024, 600),
  "wall-phone": wall("Phone, panel view", 390, 844),
  column: { label: "Dashboard, section", width: SECTION, layout: "grid" },
  "column-phone": { label: "Dashboard on a phone", width: PHONE, layout: "grid" },
  "column-full": {
    label: "Dashboard, always with the areas",
    width: SECTION,
    layout: "grid",
    config: { layout: "full" },
  },
  "column-compact": {
    label: "Dashboard, state only",
    width: SECTION,
    layout: "grid",
    config: { layout: "compact" },
  },
  wide: { label: "Dashboard, full width", width: 1216, layout: "grid" },
  "grid-12x8": cell(12, 8),
  "grid-12x5": cell(12, 5),
  "grid-6x6": cell(6, 6),
  "grid-6x3": cell(6, 3),
  "grid-3x2": cell(3, 2),
};

function wall(label: string, width: number, height: number): Place {
  return {
    label: `${label}, ${width} × ${height}`,
    width,
    height: height - TOOLBAR,
    layout: "panel",
  };
}

function cell(columns: number, rows: number): Place {
  return {
    label: `Grid, ${columns} columns, ${rows} rows`,
    width: ((NARROW_SECTION + GAP) * columns) / COLUMNS - GAP,
    height: rows * (ROW + GAP) - GAP,
    layout: "grid",
    config: { grid_options: { columns, rows } },
  };
}
