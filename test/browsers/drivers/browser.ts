/** What the tests need of a browser; one module per protocol implements it. */

/** Keys that are no character. */
export type Key = "Tab" | "Enter" | "Escape";

export interface Browser {
  readonly version: string;
  open(url: string): Promise<void>;
  /** Set the size of the viewport, in CSS pixels. */
  resize(width: number, height: number): Promise<void>;
  /** Evaluate an expression in the page, wait for its promise, and return its JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** Move the pointer to a point of the viewport. */
  hover(x: number, y: number): Promise<void>;
  /** Press the main button of the pointer at a point of the viewport; after `gap` ms, if given, once more. */
  click(x: number, y: number, gap?: number): Promise<void>;
  press(key: Key): Promise<void>;
  type(text: string): Promise<void>;
  /** Return a PNG of the viewport. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** The values of keys in WebDriver and WebDriver BiDi. */
export const WEBDRIVER_KEYS: Record<Key, string> = {
  Tab: "\uE004",
  Enter: "\uE006",
  Escape: "\uE00C",
};

/** Return the actions of WebDriver and WebDriver BiDi that press keys one after the other. */
export function keyActions(values: Iterable<string>): object[] {
  const actions = [...values].flatMap((value) => [
    { type: "keyDown", value },
    { type: "keyUp", value },
  ]);
  return [{ type: "key", id: "keyboard", actions }];
}

/** Return the actions of WebDriver and WebDriver BiDi that move the pointer to a point. */
export function hoverActions(x: number, y: number): object[] {
  return pointer(moveTo(x, y));
}

/** Return the actions of WebDriver and WebDriver BiDi that click at a point, once or twice. */
export function clickActions(x: number, y: number, gap?: number): object[] {
  const click = [
    { type: "pointerDown", button: 0 },
    { type: "pointerUp", button: 0 },
  ];
  const again = gap === undefined ? [] : [{ type: "pause", duration: gap }, ...click];
  return pointer(moveTo(x, y), ...click, ...again);
}

function moveTo(x: number, y: number): object {
  const at = { x: Math.round(x), y: Math.round(y) };
  return { type: "pointerMove", ...at, origin: "viewport", duration: 0 };
}

function pointer(...actions: object[]): object[] {
  return [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }];
}
