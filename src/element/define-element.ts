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
  if (!window.customElements.get(tag)) window.customElements.define(tag, element);
}
