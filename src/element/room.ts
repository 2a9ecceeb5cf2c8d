/**
 * Leave out what has no room, the least important first, until the rest is whole. Measured rather than
 * computed: it depends on the language, the font and the counts.
 */

/** What is left out one after the other: of a card with its areas, without them, of the state. */
const AREAS = "facts tight lines one head device";
const NO_AREAS = "lines head device";
const STATE = "facts words note first counts name";
/** In one row, the gravest count in words says more than all as figures. */
const ROW = "more first counts name";
/** Where the height follows the content, the counts stand on one line. */
const COUNTS = "words first";
/** Sizes of the state's word. */
const WORD = ["", "long", "longest"];

/** Set the attribute `without`; `body` is the content of `element`. */
export function leaveOut(element: HTMLElement, body: HTMLElement | null | undefined): void {
  const [hero, word] = [body?.querySelector(".hero"), body?.querySelector(".word")];
  if (!body || !hero || !word) return;
  const is = (selector: string): boolean => element.matches(selector);
  const first = (start: string, names: string, fits: () => boolean): boolean => {
    let without = start;
    return ["", ...names.split(" ")].some((name) => {
      without += ` ${name}`;
      WORD.some((size) => {
        element.setAttribute("without", `${without} ${size}`);
        return !isWide(word);
      });
      return fits();
    });
  };
  const state = is("[size~=row]") ? ROW : STATE;
  const stateFits = (): boolean => !isWide(hero) && endsInside(body, [hero]);
  const parts = body.querySelectorAll(":scope > :not(.sheet):not(.all)");
  const allFits = (): boolean => !isWide(hero) && endsInside(body, parts);
  const isAlone = is("[form=compact], [size~=mini]");
  const hasAreas = is("[form=full], [panel]");

  if (!is("[fixed]")) {
    const start = isAlone || (!hasAreas && is("[size~=narrow]")) ? "rest" : "";
    first(start, COUNTS, () => isOneLine(body));
    return;
  }
  if (!isAlone && !is("[size~=row]") && first("", AREAS, allFits)) return;
  if (!isAlone && hasAreas) first("", state, stateFits);
  else if (isAlone || is("[size~=narrow], [size~=row]") || !first("tiles", NO_AREAS, allFits))
    first("rest", state, stateFits);
}

function isWide(part: Element): boolean {
  return part.scrollWidth > part.clientWidth;
}

/** Return whether these parts of the body are visible without scrolling. */
function endsInside(body: HTMLElement, parts: Iterable<Element>): boolean {
  const { bottom } = body.getBoundingClientRect();
  const edge = bottom - parseFloat(getComputedStyle(body).paddingBottom) + 0.5;
  return [...parts].every((part) => part.getBoundingClientRect().bottom <= edge);
}

function isOneLine(body: HTMLElement): boolean {
  const tops = [...body.querySelectorAll<HTMLElement>(".counts li")].map((li) => li.offsetTop);
  return new Set(tops).size < 2;
}
