/** The demo's dashboards. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { updateStore, writeStore } from "./storage.js";

export const DASHBOARD = "security-demo";
/** A dashboard in YAML mode. */
export const YAML_DASHBOARD = "security-yaml";
export const YAML_FILE = "security-dashboard.yaml";
export const STORE = "security_demo";
const CARD = { type: "custom:security-posture-card" };

/** The paths of the views. */
export const VIEWS = {
  wall: "wall",
  sections: "sections",
  sizes: "sizes",
  containers: "containers",
} as const;

/** Views for the screenshots: the card in every size, and the badge. */
export const MORE_VIEWS = { grid: "grid", full: "full", header: "header", hall: "hall" } as const;

/** Columns and rows of the grid; the card adapts to the size. */
export const GRID_SIZES: readonly [columns: number, rows: number | "auto"][] = [
  [3, 2],
  [3, 4],
  [6, 3],
  [6, 6],
  [12, 3],
  [12, 5],
  [12, 8],
  [12, "auto"],
];

const BADGE = { type: "custom:security-posture-badge" };
// Options that other cards and extensions add to the cards that they contain.
const ADDED = { uix: { style: "" }, card_mod: { style: "" }, view_layout: { position: "main" } };
const STATE = "sensor.security_posture_state";

/** The card and the badge inside the cards of Home Assistant that contain others. */
const CONTAINERS = [
  { type: "vertical-stack", cards: [{ ...CARD, ...ADDED }] },
  { type: "horizontal-stack", cards: [{ ...CARD, layout: "compact", ...ADDED }] },
  {
    type: "conditional",
    conditions: [{ condition: "state", entity: STATE, state_not: "none" }],
    card: { ...CARD, ...ADDED },
  },
  {
    type: "entity-filter",
    entities: [STATE],
    conditions: [{ condition: "state", state_not: "none" }],
    card: { ...CARD, ...ADDED },
  },
  {
    type: "picture-elements",
    image: "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
    elements: [
      { ...CARD, ...ADDED, style: { top: "30%", left: "50%", width: "80%" } },
      { ...BADGE, ...ADDED, style: { top: "80%", left: "50%" } },
    ],
  },
];

const CONFIG = {
  views: [
    { title: "Wall", path: VIEWS.wall, type: "panel", cards: [CARD] },
    {
      title: "Sections",
      path: VIEWS.sections,
      type: "sections",
      sections: [{ type: "grid", cards: [CARD] }],
    },
    {
      title: "Sizes",
      path: VIEWS.sizes,
      type: "sections",
      sections: [
        {
          type: "grid",
          cards: [
            { ...CARD, grid_options: { columns: 6, rows: 3 } },
            { ...CARD, grid_options: { columns: 3, rows: 2 } },
          ],
        },
      ],
    },
    {
      title: "Containers",
      path: VIEWS.containers,
      badges: [{ ...BADGE, ...ADDED, visibility: [] }],
      cards: CONTAINERS,
    },
    {
      title: "Grid",
      path: MORE_VIEWS.grid,
      type: "sections",
      sections: GRID_SIZES.map(([columns, rows]) => ({
        type: "grid",
        cards: [{ ...CARD, grid_options: { columns, rows } }],
      })),
    },
    {
      title: "Full width",
      path: MORE_VIEWS.full,
      type: "sections",
      sections: [
        {
          type: "grid",
          column_span: 4,
          cards: [{ ...CARD, grid_options: { columns: "full", rows: "auto" } }],
        },
      ],
    },
    {
      title: "Header",
      path: MORE_VIEWS.header,
      type: "sections",
      badges: [
        BADGE,
        { type: "entity", entity: "person.administrator", show_name: true },
        { type: "entity", entity: "sensor.backup_backup_manager_state" },
      ],
      sections: [{ type: "grid", cards: [{ ...CARD, layout: "compact" }] }],
    },
    {
      // What docs/wall-tablet.md shows: the card beside others.
      title: "Hall",
      path: MORE_VIEWS.hall,
      type: "sections",
      max_columns: 2,
      sections: [
        {
          type: "grid",
          cards: [
            { type: "clock", clock_size: "large", time_format: "24", grid_options: { rows: 3 } },
            { type: "tile", entity: "person.administrator" },
            { type: "tile", entity: "person.wall_tablet" },
            { type: "tile", entity: "sensor.backup_backup_manager_state", name: "Backups" },
            { type: "tile", entity: "zone.home", name: "At home" },
            {
              type: "markdown",
              title: "Today",
              content: "* Paper and glass: 8:00\n* Plumber: 14:00",
            },
          ],
        },
        {
          type: "grid",
          cards: [{ ...CARD, layout: "full", grid_options: { columns: 12, rows: 10 } }],
        },
      ],
    },
  ],
};

export function dashboard(config: string): void {
  const item = {
    id: STORE,
    url_path: DASHBOARD,
    title: "Security demo",
    icon: "mdi:shield-half-full",
    mode: "storage",
    require_admin: false,
    show_in_sidebar: true,
  };
  updateStore<{ items: object[] }>(config, "lovelace_dashboards", { items: [] }, ({ items }) =>
    items.push(item),
  );
  writeStore(config, `lovelace.${STORE}`, { config: CONFIG });
}

/** Write the file of the YAML dashboard; JSON is YAML. */
export function yamlDashboard(config: string): void {
  writeFileSync(join(config, YAML_FILE), JSON.stringify(CONFIG));
}
