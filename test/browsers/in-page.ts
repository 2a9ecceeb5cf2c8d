/**
 * What runs in the page: find what a person sees, through shadow roots. It is bundled for the oldest
 * browser and sent with every question, because a page that has been left forgets it.
 */

export { presses, watchPresses } from "./presses.js";

/** What to find; all that is given must be true. `name` and `text` are regular expressions. */
export interface Query {
  css: string;
  /** What assistive technology calls it: its label, or its text. */
  name?: string;
  /** Its visible text, with that of its shadow roots. */
  text?: string;
  /** A selector of something around it, also across shadow roots, and the text of that. */
  inside?: string;
  insideText?: string;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The page that this belongs to. */
export const home = document;

type Root = Document | ShadowRoot | Element;

/** Errors since the first question of this page, until they are taken. */
const errors: string[] = [];
addEventListener("error", ({ message, filename }) => errors.push(`${message} ${filename}`));
addEventListener("unhandledrejection", ({ reason }) => errors.push(describe(reason)));
const { error: original } = console;
console.error = (...parts: unknown[]): void => {
  errors.push(parts.map(describe).join(" "));
  original.apply(console, parts);
};

function describe(reason: unknown): string {
  const { stack, message } = (reason ?? {}) as { stack?: string; message?: string };
  return message ? `${message} ${stack ?? ""}` : String(reason);
}

/** Return all elements of a selector, also those in shadow roots. */
function all(css: string, root: Root = document): Element[] {
  const found = [...root.querySelectorAll(css)];
  const inner = [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) =>
    shadowRoot ? all(css, shadowRoot) : [],
  );
  const own = root instanceof Element && root.shadowRoot ? all(css, root.shadowRoot) : [];
  return [...found, ...own, ...inner];
}

function isVisible(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && getComputedStyle(element).visibility === "visible";
}

/** Return the visible text, with that of shadow roots. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return "";
  if (node instanceof HTMLSlotElement) {
    const given = node.assignedNodes();
    return (given.length ? given : [...node.childNodes]).map(textOf).join("");
  }
  if (node instanceof Element) {
    const { display, visibility } = getComputedStyle(node);
    if (display === "none" || visibility === "hidden") return "";
    const text = [...(node.shadowRoot ?? node).childNodes].map(textOf).join("");
    return display.startsWith("inline") ? text : `\n${text}\n`;
  }
  return [...node.childNodes].map(textOf).join("");
}

function tidy(text: string): string {
  return text
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function nameOf(element: Element): string {
  const label = element.getAttribute("aria-label") ?? element.getAttribute("label");
  const labels = (element as HTMLInputElement).labels;
  return tidy(label ?? (labels?.length ? textOf(labels[0]!) : textOf(element)));
}

function parentOf(node: Node): Node | null {
  return (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
}

function isInside(element: Element, css: string, text?: string): boolean {
  for (let at = parentOf(element); at; at = parentOf(at)) {
    if (at instanceof Element && at.matches(css) && hasText(at, text)) return true;
  }
  return false;
}

function hasText(element: Element, text?: string): boolean {
  return text === undefined || new RegExp(text).test(tidy(textOf(element)));
}

function matching({ css, name, text, inside, insideText }: Query): Element[] {
  return all(css).filter(
    (element) =>
      isVisible(element) &&
      (!inside || isInside(element, inside, insideText)) &&
      (name === undefined || new RegExp(name).test(nameOf(element))) &&
      hasText(element, text),
  );
}

function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

/** Return the deepest element at a point. */
function at(x: number, y: number): Element | null {
  let found = document.elementFromPoint(x, y);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

/** Scroll to the first match and return its centre; null while there is none or something covers it. */
export function point(query: Query): [x: number, y: number] | null {
  const element = matching(query)[0];
  if (!element) return null;
  element.scrollIntoView({ block: "center" });
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  for (let hit: Node | null = at(x, y); hit; hit = parentOf(hit))
    if (hit === element) return [x, y];
  return null;
}

/** Whether each match is open: the value of its `aria-expanded`. */
export function expanded(query: Query): boolean[] {
  return matching(query).map((element) => element.getAttribute("aria-expanded") === "true");
}

/** Return the text of each match. */
export function texts(query: Query): string[] {
  return matching(query).map((element) => tidy(textOf(element)));
}

export function boxes(query: Query): Box[] {
  return matching(query).map(boxOf);
}

/** Return the size of the first match's capitals: about seven tenths of the font's size. */
export function fontSize(query: Query): number {
  const [element] = matching(query);
  return element ? parseFloat(getComputedStyle(element).fontSize) : 0;
}

/** Return the name of the focused element, or "". */
export function focused(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element ? nameOf(element) : "";
}

/** Focus the first match, as a person who comes there with Tab. */
export function focus(query: Query): boolean {
  const element = matching(query)[0] as HTMLElement | undefined;
  element?.focus();
  return element !== undefined;
}

/** Select the text of a field, so that typing replaces it. */
export function selectText(query: Query): boolean {
  const field = matching(query)[0] as HTMLInputElement | undefined;
  field?.select();
  return field !== undefined;
}

/** Return the value of a field. */
export function valueOf(query: Query): string | null {
  return (matching(query)[0] as HTMLInputElement | undefined)?.value ?? null;
}

/** Return the value of the first match; an empty one is set to the latest that it allows. */
export function dateOf(query: Query): string | null {
  const element = matching(query)[0] as HTMLInputElement | undefined;
  if (!element) return null;
  if (!element.value) {
    element.value = element.max;
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return element.value;
}

/** Return the first bytes of what a link leads to, as text. */
export async function beginning(query: Query): Promise<string | null> {
  const link = matching(query)[0] as HTMLAnchorElement | undefined;
  if (!link) return null;
  return (await (await fetch(link.href)).text()).slice(0, 2);
}

/** Return the errors since the last question for them. */
export function takeErrors(): string[] {
  return errors.splice(0);
}

/** Where the page is, and whether it has logged in. */
export function place(): { path: string; hasToken: boolean } {
  return { path: location.pathname, hasToken: localStorage.getItem("hassTokens") !== null };
}

export function forgetUser(): boolean {
  localStorage.clear();
  sessionStorage.clear();
  return true;
}

/** Return whether a service worker controls the page, or none can. */
export function isSettled(): boolean {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  return !serviceWorker || serviceWorker.controller !== null;
}
