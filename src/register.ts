/** The entry in the card picker. */
import type { HomeAssistant } from "./home-assistant.js";
import { Words } from "./localize.js";

export const TAG = "security-posture-card";
const TYPE = `custom:${TAG}`;

interface Suggestion {
  config: { type: string };
}

interface PickerEntry {
  type: string;
  name: string;
  description: string;
  preview: boolean;
  documentationURL: string;
  getEntitySuggestion(hass: HomeAssistant, entityId: string): Suggestion | null;
}

declare global {
  interface Window {
    customCards?: PickerEntry[];
  }
}

/** Add the card to the picker, once. Home Assistant keeps a reference to the list. */
export function register(): void {
  const words = new Words(undefined);
  const cards = (window.customCards ??= []);
  if (cards.some((card) => card.type === TAG)) return;
  cards.push({
    type: TAG,
    name: words.text("card.name"),
    description: words.text("card.description"),
    preview: true,
    documentationURL: "https://github.com/security-posture/security-posture#readme",
    getEntitySuggestion: (hass, entityId) =>
      hass.entities?.[entityId]?.platform === "security_posture" ? { config: { type: TYPE } } : null,
  });
}
