/** What happens in the page when something is pressed. The functions given to the page run there. */
import type { Page } from "playwright-core";

/** A step of a press that arrived somewhere. */
export interface Arrival {
  type: string;
  /** Which control it reached, in words; "" for plain text. */
  what: string;
  /** Whether that is the control that was pressed first. */
  isSame: boolean;
  at: number;
}

declare global {
  interface Window {
    arrivals: Arrival[];
    firstPressed: Element | null;
  }
}

/** Record from the next page on where every press arrives. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript("globalThis.__name = (named) => named"); // of the program that runs the tests
  await page.addInitScript(() => {
    const CONTROLS =
      "a, button, summary, label, input, select, textarea, [role=button], ha-card, dialog, ha-dialog";
    const isOurs = (element: Element): boolean =>
      (element.getRootNode() as Partial<ShadowRoot>).host?.localName === "security-posture-card";
    /** Our own frame does nothing when it is pressed; a card of Home Assistant does. */
    const isControl = (each: EventTarget): each is HTMLElement =>
      each instanceof Element &&
      each.matches(CONTROLS) &&
      !(each.localName === "ha-card" && isOurs(each));
    window.arrivals = [];
    window.firstPressed = null;
    const record = (event: Event): void => {
      const path = event.composedPath();
      const end = path.findIndex(
        (each) => each instanceof Element && each.localName === "security-posture-card",
      );
      const control = path.slice(0, end < 0 ? path.length : end).find(isControl);
      const text = control?.textContent?.replace(/\s+/g, " ").trim().slice(0, 60) ?? "";
      const what = control ? `${control.localName} ${control.className} "${text}"` : "";
      window.firstPressed ??= control ?? null;
      const isSame = control !== undefined && control === window.firstPressed;
      window.arrivals.push({ type: event.type, what, isSame, at: event.timeStamp });
    };
    // A tile of Home Assistant acts on touchend, a dialog on pointerdown.
    for (const type of ["pointerdown", "touchend", "click"]) {
      document.addEventListener(type, record, true);
    }
  });
}

/** Let every press through from the next page on, as in a card without the guard. */
export async function removeGuard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ["stopImmediatePropagation", "preventDefault"] as const) {
      const original = Event.prototype[name];
      Event.prototype[name] = function (this: Event) {
        const isGuard = this.currentTarget === window && this.eventPhase === Event.CAPTURING_PHASE;
        if (!isGuard) original.call(this);
      };
    }
  });
}
