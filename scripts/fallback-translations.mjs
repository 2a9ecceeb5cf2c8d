/**
 * English texts that are built into the card: everything that the main view of the card and the
 * badge can show, and configuration errors, so that they do not depend on a request that may fail.
 */
const BUILT_IN = {
  areas: /./,
  states: /./,
  lights: /./,
  counts: /./,
  values: /./,
  card: /^(name|description|heading|areas|checked|was.*|lost|no_answer|last_known|note_.*|score|reload.*|suggest.*)$/,
  device: /./,
  editor: /^(no_options|unknown_option|wrong_value)$/,
};

/** Return the built-in texts, given the content of translations/en.json. */
export function fallbackTranslations(content) {
  const { config_panel: panel } = JSON.parse(content);
  const pick = ([section, names]) => [
    section,
    Object.fromEntries(Object.entries(panel[section]).filter(([name]) => names.test(name))),
  ];
  return Object.fromEntries(Object.entries(BUILT_IN).map(pick));
}
