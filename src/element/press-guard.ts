/**
 * Swallow a second press within half a second: what the first one opened, moved or replaced must not be
 * pressed by the same gesture, be it in the card, on another card, in a dialog or on the next page.
 */

/** In milliseconds, and in CSS pixels: further away it is meant for something else. */
export const WITHIN = 500;
const NEAR = 48;
/** What a press consists of, with a mouse and with a finger. */
const STEPS = [
  ...["pointerdown", "mousedown", "touchstart"],
  ...["pointerup", "mouseup", "touchend", "click", "dblclick"],
];
const FIELDS = "input, select, textarea";
const CONTROLS = `a, button, summary, label, ${FIELDS}`;

interface Press extends Pick<MouseEvent, "clientX" | "clientY"> {
  timeStamp: number;
  target: EventTarget | undefined;
}

let first: Press;
/** Whether the press that has begun last is a second one. */
let isSecond = false;

/** Return the control that was pressed; nothing if only text was, which a double press selects. */
export function controlOf(click: Event): HTMLElement | undefined {
  return click
    .composedPath()
    .find((each): each is HTMLElement => each instanceof Element && each.matches(CONTROLS));
}

/** Guard against a second press after `click`, unless a key or a program has caused it. */
export function guardPress(click: MouseEvent): void {
  if (!click.detail || !controlOf(click)) return;
  const { clientX, clientY, timeStamp } = click;
  first = { clientX, clientY, timeStamp, target: click.composedPath()[0] };
  // On a slow device, from when it is seen what the press did.
  requestAnimationFrame(() => (first.timeStamp = Math.max(first.timeStamp, performance.now())));
  isSecond = false; // a label is followed by a click on its field, which is part of the first press
  for (const step of STEPS) addEventListener(step, onStep, true);
}

function onStep(event: Event): void {
  const isClick = event.type === "click";
  if (isClick && !(event as MouseEvent).detail) return; // of a key or a program, also after a second press
  if (event.type === "pointerdown") {
    isSecond = follows(event as PointerEvent);
    // Of three presses, the third follows the second.
    if (isSecond) first.timeStamp = event.timeStamp;
    else for (const step of STEPS) removeEventListener(step, onStep, true);
  }
  // On a busy device the second press may begin before the click of the first one arrives.
  if (isClick && !isField(event)) isSecond ||= follows(event as MouseEvent);
  if (!isSecond) return;
  event.stopImmediatePropagation();
  // A finger may still scroll.
  if (!event.type.startsWith("touch")) event.preventDefault();
}

function isField(event: Event): boolean {
  return (event.composedPath()[0] as Element).matches(FIELDS);
}

function follows(press: MouseEvent): boolean {
  const isSameField = press.composedPath()[0] === first.target && isField(press);
  return (
    !isSameField && // a double press there selects a word
    press.timeStamp - first.timeStamp < WITHIN &&
    Math.hypot(press.clientX - first.clientX, press.clientY - first.clientY) < NEAR
  );
}
