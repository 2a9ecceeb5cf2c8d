/** Entries for the card and the badge in Home Assistant's pickers. */
import type { HomeAssistant } from "../ha/home-assistant.js";
import { words } from "../ha/localize.js";

interface Suggestion {
  config: Record<string, unknown>;
  label: string;
}

interface PickerEntry {
  type: string;
  name: string;
  description: string;
  preview: boolean;
  documentationURL: string;
  getEntitySuggestion(hass: HomeAssistant, entityId: string): Suggestion[] | null;
}

declare global {
  interface Window {
    customCards?: PickerEntry[];
    customBadges?: PickerEntry[];
  }
}

/** Add the card and the badge to the pickers, once. */
export function register(card: string, badge: string): void {
  add((window.customCards ??= []), card, {
    suggest_full: {},
    suggest_compact: { layout: "compact", grid_options: { columns: 6, rows: 1 } },
  });
  add((window.customBadges ??= []), badge, { "": {} });
}

/** Home Assistant keeps a reference to the list: push, never replace. */
function add(entries: PickerEntry[], tag: string, suggested: Record<string, object>): void {
  if (entries.some(({ type }) => type === tag)) return;
  const suggestions = (): Suggestion[] =>
    Object.entries(suggested).map(([label, options]) => ({
      config: { type: `custom:${tag}`, ...options },
      label: words.text(`card.${label}`),
    }));
  entries.push({
    type: tag,
    name: words.text("card.name"),
    description: words.text("card.description"),
    preview: true,
    documentationURL: "https://github.com/security-posture/security-posture#readme",
    getEntitySuggestion: (hass, entityId) =>
      hass.entities?.[entityId]?.platform === "security_posture" ? suggestions() : null,
  });
}
