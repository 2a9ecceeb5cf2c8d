/**
 * Leave out what has no room, the least important first, until the rest is whole. Measured rather than
 * computed: it depends on the language, the font and the counts.
 */

/** What is left out: where the areas are shown, where they are not, and of the state itself. */
const AREAS = [
  "",
  "facts",
  "tight",
  "facts tight lines",
  "facts tight lines head",
  "facts tight lines head device",
];
const NO_AREAS = ["tiles", "tiles lines", "tiles lines head", "tiles lines head device"];
const STATE = ["", "facts", "facts words", "facts note words", "facts note words first"];
/** In one row, the gravest count in words says more than all as figures. */
const ROW = ["facts note", "facts note more", "facts note words first", "facts note more first"];
/** Where the height follows the content, the counts stand on one line. */
const COUNTS = ["", "words", "words first"];
const LEAST = ["facts note counts", "facts note counts name"];
/** Sizes of the state's word. */
const WORD = ["", "long", "longest"];

/** Set the attribute `without`; `body` is the content of `element`. */
export function leaveOut(element: HTMLElement, body: HTMLElement | null | undefined): void {
  const [hero, word] = [body?.querySelector(".hero"), body?.querySelector(".word")];
  if (!body || !hero || !word) return;
  const is = (selector: string): boolean => element.matches(selector);
  const isFixed = is("[fixed], [panel]");
  const isWide = (part: Element): boolean => part.scrollWidth > part.clientWidth;
  const first = (steps: string[], fits: () => boolean): boolean =>
    steps.some((step) => {
      WORD.some((size) => {
        element.setAttribute("without", `${step} ${size}`);
        return !isWide(word);
      });
      return fits();
    });
  const isWhole = (parts: string) => (): boolean => !isWide(hero) && endsInside(body, parts);
  const all = isWhole(".body > :not(.sheet):not(.all)");

  const state = [...(is("[size~=low100]") ? ROW : STATE), ...LEAST];
  const rest = (steps: string[]): string[] => steps.map((step) => `rest ${step}`);
  const hasAreas = is("[form=full], [panel]");
  if (is("[form=compact], :not([size~=w160])") || (!isFixed && !hasAreas && !is("[size~=w280]"))) {
    first(
      rest(isFixed ? state : COUNTS),
      isFixed ? isWhole(".hero") : (): boolean => isOneLine(body),
    );
  } else if (!isFixed) first(COUNTS, () => isOneLine(body));
  else if (!is("[size~=low100]") && first(AREAS, all)) return;
  else if (hasAreas) first(state, isWhole(".hero"));
  else if (!is("[size~=w280]:not([size~=low100])") || !first(NO_AREAS, all))
    first(rest(state), isWhole(".hero"));
}

/** Return whether these parts of the body are visible without scrolling. */
function endsInside(body: HTMLElement, parts: string): boolean {
  const edge =
    body.getBoundingClientRect().bottom - parseFloat(getComputedStyle(body).paddingBottom);
  return [...body.querySelectorAll(parts)].every(
    (part) => part.getBoundingClientRect().bottom <= edge + 0.5,
  );
}

function isOneLine(body: HTMLElement): boolean {
  const tops = [...body.querySelectorAll<HTMLElement>(".counts li")].map((li) => li.offsetTop);
  return new Set(tops).size < 2;
}
