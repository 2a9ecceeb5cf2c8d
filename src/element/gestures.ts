/**
 * Recognize that something is held or tapped twice. A tap stays a click; it waits for a second one only
 * where a double tap does something. Keys always tap.
 */
import type { Gesture } from "./actions.js";
import { guardPress } from "./press-guard.js";

const HOLD = 500;
const DOUBLE = 250;
/** In CSS pixels: a finger never rests quite still. */
const STILL = 10;

type Timer = ReturnType<typeof setTimeout> | undefined;

/** Return the element that can be pressed; its `data-press` says what it is. */
function partOf(event: Event): HTMLElement | undefined {
  return event
    .composedPath()
    .find((each): each is HTMLElement => Boolean((each as Partial<HTMLElement>).dataset?.press));
}

/** Watch the parts of an element. `pressOf` returns how to run what a gesture does, if anything. */
export function watchGestures(
  host: HTMLElement,
  pressOf: (subject: string, gesture: Gesture) => (() => void) | null,
): void {
  const act = (event: Event, gesture: Gesture): (() => void) | null => {
    const subject = partOf(event)?.dataset.press;
    return subject ? pressOf(subject, gesture) : null;
  };
  let start: PointerEvent;
  let isHeld = false;
  let holding: Timer;
  /** What was tapped once, and its click, which comes again if there is no second. */
  let tapped: HTMLElement | undefined;
  let again: MouseEvent | undefined;
  let waiting: Timer;

  const release = (): void => clearTimeout(holding);
  // A page that is being scrolled cancels the press.
  for (const end of ["pointerup", "pointercancel", "pointerleave"] as const)
    host.addEventListener(end, release);
  host.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (start && Math.hypot(clientX - start.clientX, clientY - start.clientY) > STILL) release();
  });
  host.addEventListener("pointerdown", (event) => {
    release();
    isHeld = false;
    start = event;
    const hold = act(event, "hold");
    if (!hold || !event.isPrimary || event.button) return; // a second finger, another button
    holding = setTimeout(() => {
      isHeld = true;
      hold();
    }, HOLD);
  });
  // A long press of a finger would open it.
  host.addEventListener("contextmenu", (event) => {
    if (act(event, "hold")) event.preventDefault();
  });
  const onClick = (event: MouseEvent): void => {
    const part = partOf(event);
    const double = act(event, "double_tap");
    if (!event.detail || event === again || !(isHeld || double)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(waiting);
    const isSecond = part === tapped;
    tapped = undefined;
    if (isHeld) return;
    if (isSecond) {
      guardPress(event);
      double?.();
      return;
    }
    tapped = part;
    const { clientX, clientY } = event;
    const at = { clientX, clientY, detail: 1, bubbles: true, cancelable: true, composed: true };
    waiting = setTimeout(() => {
      tapped = undefined;
      part?.dispatchEvent((again = new MouseEvent("click", at)));
    }, DOUBLE);
  };
  host.addEventListener("click", onClick, true);
}
