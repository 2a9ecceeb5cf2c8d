/** Define the element so that Lovelace finds it, whatever happened to the registry before. */

/**
 * Define `tag` once. Some versions of Home Assistant's frontend replace `window.customElements`
 * while they start, and a module that ran before is defined in a registry nobody asks any more;
 * the app's own first element tells when that is over.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  const first = window.customElements;
  define(tag, element);
  void first.whenDefined("home-assistant").then(() => {
    if (window.customElements !== first) define(tag, element);
  });
}

function define(tag: string, element: CustomElementConstructor): void {
  const present = window.customElements.get(tag);
  if (!present) window.customElements.define(tag, element);
  else if (version(present) !== version(element)) {
    const other = version(present) ?? "another card";
    console.info(`Security Posture: ${tag} is taken by ${other}, not ${version(element)}.`);
  }
}

/** Only our own element says which served file it came from. */
function version(element: object): string | undefined {
  return (element as { served?: string }).served;
}
