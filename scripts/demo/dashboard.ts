/** The demo's dashboards. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { updateStore, writeStore } from "./storage.js";

export const DASHBOARD = "security-demo";
/** A dashboard in YAML mode. */
export const YAML_DASHBOARD = "security-yaml";
export const YAML_FILE = "security-dashboard.yaml";
const STORE = "security_demo";
const CARD = { type: "custom:security-posture-card" };

/** The paths of the views. */
export const VIEWS = { wall: "wall", sections: "sections", sizes: "sizes" } as const;

/** Views for the screenshots: the card in every size, and the badge. */
export const MORE_VIEWS = { grid: "grid", full: "full", header: "header" } as const;

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
        { type: "custom:security-posture-badge" },
        { type: "entity", entity: "person.administrator", show_name: true },
        { type: "entity", entity: "sensor.backup_backup_manager_state" },
      ],
      sections: [{ type: "grid", cards: [{ ...CARD, layout: "compact" }] }],
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
