/** The card's built-in English: the parts of the translations that make its frame. */
const FRAME = ["areas", "card", "counts", "editor", "lights", "severities", "states", "statuses", "values"];

/** Return those parts of the text of translations/en.json. */
export function fallbackWords(text) {
  const { config_panel: panel } = JSON.parse(text);
  return Object.fromEntries(FRAME.map((part) => [part, panel[part]]));
}
