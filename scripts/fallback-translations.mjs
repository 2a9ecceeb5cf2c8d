/**
 * English texts that are built into the card: the state of the home and of its areas, what to do where
 * no text can arrive, the pickers, and configuration errors. All other texts are loaded, and what they
 * would say is left out until then.
 */
const BUILT_IN = {
  areas: /./,
  states: /./,
  lights: /^(pass|warn|fail|unknown|not_applicable)$/,
  card: /^(name|description|heading|areas|was|lost|no_answer|note_no_answer|suggest.*)$/,
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
