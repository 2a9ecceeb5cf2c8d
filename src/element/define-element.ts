/** Define an element so that Lovelace finds it, even if the element registry is replaced. */

/**
 * Define `tag` once. Some versions of Home Assistant's frontend replace `window.customElements` while
 * they start, and an element of a module that ran earlier is in the old registry. Once the app's own
 * element is defined, the registry is final, and the element is defined there as well if need be.
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
  else if (version(present) !== version(element)) console.info(`${tag}:`, version(present));
}

/** Return the content hash of the file an element came from; only our own elements have one. */
function version(element: object): string | undefined {
  return (element as { served?: string }).served;
}
