/** The entry in Home Assistant's card picker. */
import type { HomeAssistant } from "./home-assistant.js";
import { Words } from "./localize.js";

interface PickerEntry {
  type: string;
  name: string;
  description: string;
  preview: boolean;
  documentationURL: string;
  getEntitySuggestion(hass: HomeAssistant, entityId: string): { config: { type: string } } | null;
}

declare global {
  interface Window {
    customCards?: PickerEntry[];
  }
}

/** Add the card to the picker, once. Home Assistant keeps a reference to the list: push, never replace. */
export function register(tag: string): void {
  const cards = (window.customCards ??= []);
  if (cards.some(({ type }) => type === tag)) return;
  const words = new Words();
  cards.push({
    type: tag,
    name: words.text("card.name"),
    description: words.text("card.description"),
    preview: true,
    documentationURL: "https://github.com/security-posture/security-posture#readme",
    getEntitySuggestion: (hass, entityId) =>
      hass.entities?.[entityId]?.platform === "security_posture"
        ? { config: { type: `custom:${tag}` } }
        : null,
  });
}
