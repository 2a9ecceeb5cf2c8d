/** Takes from a page what the oldest browsers the card runs in do not have; before the card loads. */
const MISSING = [
  [window, "structuredClone", "ResizeObserver", "trustedTypes"],
  [Array.prototype, "at", "findLast", "toSorted"],
  [Object, "hasOwn", "groupBy"],
  [String.prototype, "at", "replaceAll"],
  [Crypto.prototype, "randomUUID"],
  [Navigator.prototype, "clipboard"],
  [Document.prototype, "adoptedStyleSheets"],
  [ShadowRoot.prototype, "adoptedStyleSheets"],
  [CSSStyleSheet.prototype, "replaceSync"],
];
for (const [owner, ...names] of MISSING) for (const name of names) delete owner[name];
