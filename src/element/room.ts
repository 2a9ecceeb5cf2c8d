/**
 * Leave out what has no room on a card of fixed height, the least important first, until the rest fits
 * whole. Measured rather than computed: it depends on the language, the font and the counts.
 */

/** What is left out step by step, where the areas can be shown; and where only the state can. */
const WITH_AREAS = ["", "facts", "facts lines", "facts lines head"];
const WITHOUT_AREAS = ["tiles", "tiles lines", "tiles lines head"];
const STATE = ["", "facts", "facts words", "facts note words", "facts note words first"];
/** In one row, the gravest count in words says more than all as figures. */
const ROW = [
  "",
  "facts note",
  "facts note more",
  "facts note words first",
  "facts note more first",
];
const LEAST = ["facts note counts", "facts note counts name", "facts note counts name size"];

/** Set the attribute `without`; `body` is the content of `element`. */
export function leaveOut(element: HTMLElement, body: HTMLElement | null | undefined): void {
  if (!body || !element.offsetWidth || body.querySelector(".inside")) return;
  const isFixed = element.matches("[fixed], [panel]");
  const hasAreas = element.matches("[scale=wall]:not([form=compact])");
  const isRow = element.matches("[size~=low100]");
  const state = [...(isRow ? ROW : STATE), ...LEAST];
  let steps = state;
  if (!isFixed) steps = ["", "words", "words first"];
  else if (!hasAreas && !element.matches("[form=compact]")) {
    const rest = state.map((step) => `rest ${step}`);
    steps = isRow ? rest : [...WITH_AREAS, ...WITHOUT_AREAS, ...rest];
  }
  const fits = isFixed
    ? (): boolean => isWhole(body, hasAreas ? ".hero" : ".hero, .head, .tiles, .admin")
    : (): boolean => isOneLine(body);
  for (const step of steps) {
    element.setAttribute("without", step);
    if (fits()) return;
  }
}

/** Return whether these parts of the body are visible without scrolling. */
function isWhole(body: HTMLElement, parts: string): boolean {
  const edge =
    body.getBoundingClientRect().bottom - parseFloat(getComputedStyle(body).paddingBottom);
  return [...body.querySelectorAll(parts)].every(
    (part) =>
      part.scrollWidth <= part.clientWidth && part.getBoundingClientRect().bottom <= edge + 0.5,
  );
}

function isOneLine(body: HTMLElement): boolean {
  const tops = [...body.querySelectorAll<HTMLElement>(".counts li")].map((li) => li.offsetTop);
  return new Set(tops).size < 2;
}
