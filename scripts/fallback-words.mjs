/** The card's built-in English: what stands on the card itself, and errors told before any words are loaded. */
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
/** Long sentences, and the labels of the editor, which opens when the words are long there. */
const LATER = /^note_|^title|^show_score|^details/;

/** Return those words of the text of translations/en.json, by part and name. */
export function fallbackWords(text) {
  const { config_panel: panel } = JSON.parse(text);
  return Object.fromEntries(
    FRAME.map((part) => [
      part,
      Object.fromEntries(Object.entries(panel[part]).filter(([name]) => !LATER.test(name))),
    ]),
  );
}
