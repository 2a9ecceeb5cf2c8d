/** Remove the features that the oldest supported browsers do not have, before the card loads. */
const { Array, CSSStyleSheet, Crypto, Document, Navigator, Object, ShadowRoot, String } =
  globalThis;
const MISSING = [
  [globalThis, "structuredClone", "ResizeObserver", "trustedTypes"],
  [Array.prototype, "at", "findLast", "toSorted"],
  [Object, "hasOwn", "groupBy"],
  [String.prototype, "at", "replaceAll"],
  [Crypto.prototype, "randomUUID"],
  [Navigator.prototype, "clipboard"],
  [Document.prototype, "adoptedStyleSheets"],
  [ShadowRoot.prototype, "adoptedStyleSheets"],
  [CSSStyleSheet.prototype, "replaceSync"],
];
for (const [owner, ...names] of MISSING)
  for (const name of names) Reflect.deleteProperty(owner, name);
