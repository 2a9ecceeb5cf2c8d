/** A dashboard with the card in every layout, beside other cards that could come under a finger. */
import type { UserPage } from "../page.js";

export const PRESSES = "security-presses";

const TYPE = { type: "custom:security-posture-card" };
/** The state of the card is one of the entities of the integration. */
const STATE = "sensor.security_posture_state";
const SIZE = { columns: 12 };

/** Other cards, which do something when they are pressed. */
const NEIGHBOURS = [
  { type: "tile", entity: "person.administrator" },
  { type: "button", entity: "zone.home", tap_action: { action: "more-info" } },
  { type: "tile", entity: STATE },
];

function beside(path: string, ...cards: object[]): object {
  const sections = cards.map((card) => ({
    type: "grid",
    cards: [{ ...TYPE, ...card }, ...NEIGHBOURS],
  }));
  return { path, title: path, type: "sections", sections };
}

const CONFIG = {
  views: [
    { path: "wall", title: "wall", type: "panel", cards: [TYPE] },
    beside("sections", {}),
    beside("rows", { grid_options: { ...SIZE, rows: 10 } }),
    beside("full", { layout: "full", grid_options: { columns: "full" } }),
    beside("always", { details: "always" }),
    beside("more-info", { details: "never", tap_action: { action: "more-info", entity: STATE } }),
    beside("navigate", {
      details: "never",
      tap_action: { action: "navigate", navigation_path: `/${PRESSES}/sections` },
    }),
  ],
};

/** Create the dashboard as the administrator. */
export async function createDashboard(admin: UserPage): Promise<void> {
  await admin.answer({
    type: "lovelace/dashboards/create",
    url_path: PRESSES,
    title: "Presses",
    mode: "storage",
    show_in_sidebar: false,
    require_admin: false,
  });
  await admin.answer({ type: "lovelace/config/save", url_path: PRESSES, config: CONFIG });
}
