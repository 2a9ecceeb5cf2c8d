/**
 * Recognize that something is held or tapped twice. A tap stays a click; it waits for a second one only
 * where a double tap does something. Keys always tap.
 */
import type { Gesture } from "./actions.js";

/** Return how to run what a gesture does; null if it does nothing. */
export type PressOf = (subject: string, gesture: Gesture) => (() => void) | null;

const HOLD = 500;
const DOUBLE = 250;
/** In CSS pixels: a finger never rests quite still. */
const STILL = 10;

/** Return the element that can be pressed; its `data-press` says what it is. */
function partOf(event: Event): HTMLElement | undefined {
  return event
    .composedPath()
    .find((part): part is HTMLElement => Boolean((part as Partial<HTMLElement>).dataset?.press));
}

/** Swallow the click that ends a press, wherever it lands: something else may have come under the finger. */
function swallowClick(): void {
  addEventListener("click", swallow, true);
  const stop = (): void => removeEventListener("click", swallow, true);
  addEventListener("pointerdown", stop, { capture: true, once: true });
}

function swallow(event: MouseEvent): void {
  if (!event.detail) return; // of a key
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Watch the parts of an element. */
export function watchGestures(host: HTMLElement, pressOf: PressOf): void {
  let start: PointerEvent | undefined;
  let holding: ReturnType<typeof setTimeout> | undefined;
  /** What was tapped once and may be tapped again, and its tap. */
  let tapped: HTMLElement | undefined;
  let delayed: ReturnType<typeof setTimeout> | undefined;

  const act = (part: HTMLElement | undefined, gesture: Gesture): (() => void) | null =>
    part ? pressOf(part.dataset.press ?? "", gesture) : null;
  const hasMoved = ({ clientX, clientY }: PointerEvent): boolean =>
    !start || Math.hypot(clientX - start.clientX, clientY - start.clientY) > STILL;

  const onMove = (event: PointerEvent): void => {
    if (hasMoved(event)) cancel();
  };
  const onUp = (): void => {
    const second = start && delayed === undefined ? act(tapped, "double_tap") : null;
    release();
    if (!second) return;
    tapped = undefined;
    swallowClick();
    second();
  };
  const release = (): void => {
    clearTimeout(holding);
    start = undefined;
    removeEventListener("pointermove", onMove);
    removeEventListener("pointerup", onUp);
    removeEventListener("pointercancel", cancel);
  };
  /** End a press that is none; a page that is being scrolled does so too. */
  const cancel = (): void => {
    release();
    tapped = undefined;
  };

  host.addEventListener("pointerdown", (event) => {
    release();
    const part = partOf(event);
    if (!part || !event.isPrimary || event.button) return; // a second finger, another button
    start = event;
    if (part === tapped) {
      clearTimeout(delayed);
      delayed = undefined;
    } else tapped = undefined;
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", onUp);
    addEventListener("pointercancel", cancel);
    const hold = act(part, "hold");
    if (!hold) return;
    holding = setTimeout(() => {
      cancel();
      swallowClick();
      hold();
    }, HOLD);
  });
  host.addEventListener(
    "click",
    (event) => {
      const part = partOf(event);
      // A click without a count is of a key, a screen reader, or the delayed tap itself.
      if (!part || !event.detail || !act(part, "double_tap")) return;
      swallow(event);
      clearTimeout(delayed);
      tapped = part;
      delayed = setTimeout(() => {
        delayed = tapped = undefined;
        if (part.isConnected) part.click();
      }, DOUBLE);
    },
    true,
  );
  // A long press of a finger or a pen would open it.
  host.addEventListener("contextmenu", (event) => {
    const isMouse = (event as Partial<PointerEvent>).pointerType === "mouse";
    if (!isMouse && act(partOf(event), "hold")) event.preventDefault();
  });
}
