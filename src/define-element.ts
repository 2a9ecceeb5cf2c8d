/** Define the element so that Lovelace finds it, whatever happened to the registry before. */

/**
 * Define `tag` once. The frontend of Home Assistant 2026.7 to 2026.10 replaces
 * `window.customElements` while it starts; a module that ran before is defined in a registry
 * nobody asks any more. Its own first element tells when that is over.
 */
export function defineElement(tag: string, element: CustomElementConstructor): void {
  const first = window.customElements;
  const define = (): void => {
    const taken = window.customElements.get(tag);
    if (taken === element) return;
    if (taken) {
      // Loaded twice, or the name belongs to another card: the first one stays.
      console.info(`${tag} is already defined; this copy of Security Posture stays aside.`);
      return;
    }
    try {
      window.customElements.define(tag, element);
    } catch {
      // The same class is known to the registry behind a replaced one: a subclass is not.
      window.customElements.define(tag, class extends element {});
    }
  };
  define();
  void first.whenDefined("home-assistant").then(() => {
    if (window.customElements !== first) define();
  });
}
