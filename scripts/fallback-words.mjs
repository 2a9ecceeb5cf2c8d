/** The card's built-in English: what must never be blank, and errors told before any words are loaded. */
const BUILT_IN = {
  areas: /./,
  states: /./,
  card: /^(name|description|heading|lost)$/,
  editor: /^(no_options|unknown_option|wrong_value)$/,
};

/** Return those words of the text of translations/en.json, by part and name. */
export function fallbackWords(text) {
  const { config_panel: panel } = JSON.parse(text);
  const picked = ([part, names]) => [
    part,
    Object.fromEntries(Object.entries(panel[part]).filter(([name]) => names.test(name))),
  ];
  return Object.fromEntries(Object.entries(BUILT_IN).map(picked));
}
