/** What runs in the page: where presses arrive. */

/** A step of a press that arrived. */
export interface Arrival {
  type: string;
  what: string;
  isControl: boolean;
}

const CONTROLS = "a, button, summary, label, input, select, textarea, [role=button], ha-dialog";
let seen: Arrival[] | null = null;

/** Record from now on what is pressed; forget what was recorded. */
export function watchPresses(): boolean {
  // A tile of Home Assistant acts on touchend, a dialog on pointerdown.
  if (!seen)
    for (const type of ["pointerdown", "touchend", "click"])
      document.addEventListener(type, record, true);
  seen = [];
  return true;
}

function record(event: Event): void {
  const path = event.composedPath().filter((each): each is Element => each instanceof Element);
  const control = path.find((each) => each.matches(CONTROLS));
  const { localName, className } = control ?? path[0]!;
  seen?.push({
    type: event.type,
    what: `${localName} ${className}`,
    isControl: control !== undefined,
  });
}

/** Return what was recorded. */
export function presses(): Arrival[] {
  return seen ?? [];
}
