/**
 * Say in attributes how narrow an element is, where container queries are missing (iOS 15, WebViews
 * before Chromium 105).
 */

/** In CSS pixels, as in styles/sizes.ts. */
const LIMITS = { narrow: 280, tiny: 160 } as const;

/** Set the attributes `narrow` and `tiny`, unless container queries work inside `body`. */
export function markWidth(element: HTMLElement, body: Element | null | undefined): void {
  if (!body) return;
  const hasQueries = getComputedStyle(body).getPropertyValue("--has-container-queries") !== "";
  const width = element.getBoundingClientRect().width;
  for (const [name, limit] of Object.entries(LIMITS))
    element.toggleAttribute(name, !hasQueries && width > 0 && width < limit);
}

/** Call `resized` at every change of the element's width, and return how to stop. */
export function onResize(element: HTMLElement, resized: () => void): () => void {
  if (typeof ResizeObserver === "function") {
    const observer = new ResizeObserver(resized);
    observer.observe(element);
    return () => observer.disconnect();
  }
  addEventListener("resize", resized);
  return () => removeEventListener("resize", resized);
}
