/**
 * Say in an attribute how large an element is; the style sheet reads it there, because browsers that
 * Home Assistant supports lack container queries (iOS 15, WebViews before Chromium 105).
 */

const WIDTHS = [160, 280, 320, 360, 440, 560, 640, 720, 900];
const LOW = [100, 520, 680];
const TALL = 900;

/** Set the attribute `size`: "w280" is at least 280 px wide, "low520" of a fixed height below 520 px. */
export function markSize(element: HTMLElement): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  if (!width) return; // not shown
  const names = WIDTHS.filter((limit) => width >= limit).map((limit) => `w${limit}`);
  if (element.matches("[fixed], [panel]")) {
    names.push(...LOW.filter((limit) => height < limit).map((limit) => `low${limit}`));
    if (height >= TALL) names.push(`tall${TALL}`);
    if (width < 280 && height > 0.75 * width) names.push("tower");
  }
  const size = names.join(" ");
  if (element.getAttribute("size") !== size) element.setAttribute("size", size);
}

/** Call `resized` at every change of the element's size, and return how to stop. */
export function onResize(element: HTMLElement, resized: () => void): () => void {
  if (typeof ResizeObserver === "function") {
    const observer = new ResizeObserver(resized);
    observer.observe(element);
    return () => observer.disconnect();
  }
  addEventListener("resize", resized);
  return () => removeEventListener("resize", resized);
}
