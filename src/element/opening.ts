/**
 * Where the focus and the page go when something is opened or closed: what was pressed stays where it is,
 * the focus goes to the title of the panel and back.
 */
import type { LitElement, ReactiveController } from "lit";
import { controlOf } from "./press-guard.js";

/** In milliseconds: a later change has another cause than the press. */
const WITHIN = 500;

export class Opening implements ReactiveController {
  /** What was pressed last, and where it was; no place for a key. */
  private pressed: HTMLElement | undefined;
  private place: { top: number; at: number } | null = null;
  /** What opened the panel. */
  private opener: HTMLElement | undefined;
  private opened = "";
  private focused: Element | null | undefined;
  private row: Element | null | undefined;

  /** `panel` returns the name of what is open, or "". */
  constructor(
    private readonly host: LitElement,
    private readonly panel: () => string,
  ) {
    host.addController(this);
    const onClick = (click: MouseEvent): void => {
      this.pressed = controlOf(click);
      const top = this.pressed?.getBoundingClientRect().top;
      this.place = click.detail && top !== undefined ? { top, at: click.timeStamp } : null;
    };
    host.addEventListener("click", onClick, true);
  }

  hostUpdate(): void {
    this.focused = this.host.shadowRoot?.activeElement;
    this.row = this.focused?.closest(".check, .share");
  }

  hostUpdated(): void {
    const panel = this.panel();
    const { opened, focused, place } = this;
    this.opened = panel;
    if (panel && panel !== opened) this.onOpen();
    else if (opened && !panel && focused && !isShown(focused)) this.opener?.focus();
    // If the focused element was removed, keep the focus in its row.
    else if (!focused?.isConnected)
      this.row?.querySelector<HTMLElement>("summary, [tabindex], .plain")?.focus();
    if (place) this.keepPlace(place);
  }

  private onOpen(): void {
    this.opener = this.pressed;
    const sheet = this.host.renderRoot.querySelector(".sheet");
    const isInFlow = sheet?.classList.contains("all");
    sheet?.querySelector<HTMLElement>("#sheet")?.focus({ preventScroll: this.place !== null });
    if (!isInFlow || !this.place) return;
    // As much of the panel as fits below what was pressed.
    sheet?.scrollIntoView({ block: "nearest" });
    this.pressed?.scrollIntoView({ block: "nearest" });
    this.place = null;
  }

  /** Scroll so that what was pressed is where it was, if something above has changed its height. */
  private keepPlace({ top, at }: { top: number; at: number }): void {
    const { pressed } = this;
    if (!pressed?.isConnected || performance.now() - at > WITHIN) return;
    for (let parent = above(pressed); parent; parent = above(parent)) {
      if (isScrolled(parent)) parent.scrollTop += pressed.getBoundingClientRect().top - top;
    }
  }
}

function isShown(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

function isScrolled(element: Element): boolean {
  const { overflowY } = getComputedStyle(element);
  return /auto|scroll/.test(overflowY) || element === document.scrollingElement;
}

/** Return the element around another one, also through shadow roots. */
function above(element: Element): Element | null {
  const root = element.getRootNode();
  return (
    element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  );
}
