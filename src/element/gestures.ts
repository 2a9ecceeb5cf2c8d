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

/** Return the element that can be pressed; its `data-press` says what it is. */
function partOf(event: Event): HTMLElement | undefined {
  return event
    .composedPath()
    .find((each): each is HTMLElement => Boolean((each as Partial<HTMLElement>).dataset?.press));
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Swallow the click that ends a hold, wherever it lands: something else may be under the finger now. */
function swallowClick(): void {
  const stop = (): void => removeEventListener("click", onClick, true);
  const onClick = (click: MouseEvent): void => {
    if (click.detail) swallow(click);
  };
  addEventListener("click", onClick, true);
  addEventListener("pointerdown", stop, { capture: true, once: true });
}

/** Watch the parts of an element. `pressOf` returns how to run what a gesture does, if anything. */
export function watchGestures(
  host: HTMLElement,
  pressOf: (subject: string, gesture: Gesture) => (() => void) | null,
): void {
  const act = (part: HTMLElement | undefined, gesture: Gesture): (() => void) | null =>
    part ? pressOf(part.dataset.press ?? "", gesture) : null;

  let start: PointerEvent | undefined;
  let holding: ReturnType<typeof setTimeout> | undefined;
  const onMove = ({ clientX, clientY }: PointerEvent): void => {
    if (start && Math.hypot(clientX - start.clientX, clientY - start.clientY) > STILL) release();
  };
  const release = (): void => {
    clearTimeout(holding);
    removeEventListener("pointermove", onMove);
    // A page that is being scrolled cancels the press.
    for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, release);
  };
  host.addEventListener("pointerdown", (event) => {
    release();
    const hold = act(partOf(event), "hold");
    if (!hold || !event.isPrimary || event.button) return; // a second finger, another button
    start = event;
    addEventListener("pointermove", onMove);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release);
    holding = setTimeout(() => {
      release();
      swallowClick();
      hold();
    }, HOLD);
  });
  // A long press of a finger would open it.
  host.addEventListener("contextmenu", (event) => {
    const isMouse = (event as Partial<PointerEvent>).pointerType === "mouse";
    if (!isMouse && act(partOf(event), "hold")) event.preventDefault();
  });

  /** What was tapped once, and its click, which comes again if there is no second. */
  let tapped: HTMLElement | undefined;
  let again: MouseEvent | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  host.addEventListener(
    "click",
    (event) => {
      const part = partOf(event);
      const double = act(part, "double_tap");
      if (!part || !double || !event.detail || event === again) return;
      const isSecond = part === tapped;
      clearTimeout(waiting);
      tapped = undefined;
      if (isSecond) {
        guardPress(event);
        double();
      } else {
        tapped = part;
        const { clientX, clientY } = event;
        const at = { clientX, clientY, detail: 1, bubbles: true, cancelable: true, composed: true };
        waiting = setTimeout(() => {
          tapped = undefined;
          again = new MouseEvent("click", at);
          part.dispatchEvent(again);
        }, DOUBLE);
      }
      swallow(event);
    },
    true,
  );
}
