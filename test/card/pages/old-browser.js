/** Remove the features that the oldest supported browsers do not have, before the card loads. */
const { Array, CSSStyleSheet, Crypto, Document, HTMLStyleElement, Navigator, Node, Object } =
  globalThis;
const { ShadowRoot, String } = globalThis;
const MISSING = [
  [globalThis, "structuredClone", "trustedTypes"],
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

// Such a browser ignores container queries and color-mix().
const content = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
Object.defineProperty(HTMLStyleElement.prototype, "textContent", {
  get() {
    return content.get.call(this);
  },
  set(css) {
    const known = css
      .replace(/@container[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, "")
      .replace(/color-mix\((?:[^()]|\([^()]*\))*\)/g, "unset");
    content.set.call(this, known);
  },
});
