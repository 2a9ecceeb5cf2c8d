/** Press something as a mouse does: all events, with a place and a detail. */
const STEPS = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];

interface Place {
  /** How far from its middle, in pixels. */
  dx?: number;
}

/** Return whether the press arrived at the element. */
export function pressWith(element: Element, { dx = 0 }: Place = {}): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const place = { clientX: left + width / 2 + dx, clientY: top + height / 2 };
  let arrived = false;
  const note = (): void => void (arrived = true);
  element.addEventListener("click", note);
  for (const type of STEPS) {
    const init = { ...place, bubbles: true, composed: true, cancelable: true, detail: 1 };
    const Type = type.startsWith("pointer") ? PointerEvent : MouseEvent;
    element.dispatchEvent(new Type(type, init));
  }
  element.removeEventListener("click", note);
  return arrived;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
