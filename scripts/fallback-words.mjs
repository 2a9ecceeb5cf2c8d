/** The card's built-in English: what stands on the card itself, without the long sentences. */
const FRAME = [
  "areas",
  "card",
  "counts",
  "editor",
  "lights",
  "severities",
  "states",
  "statuses",
  "values",
];
const LONG = /^note_|_help$/;

/** Return those words of the text of translations/en.json, by part and name. */
export function fallbackWords(text) {
  const { config_panel: panel } = JSON.parse(text);
  return Object.fromEntries(
    FRAME.map((part) => [
      part,
      Object.fromEntries(Object.entries(panel[part]).filter(([name]) => !LONG.test(name))),
    ]),
  );
}
