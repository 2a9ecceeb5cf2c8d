/**
 * Where the focus and the page go when something is opened or closed: what was pressed stays where it is,
 * the focus goes to the title of the panel and back.
 */
import type { LitElement, ReactiveController } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import { controlOf } from "./press-guard.js";
import { reveal } from "./reveal.js";

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

  constructor(
    private readonly host: LitElement,
    private readonly session: AdminSession,
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
    const { opened, focused, session } = this;
    const panel = (this.opened = session.opened);
    if (panel && panel !== opened) this.onOpen();
    else if (opened && !panel && focused && !isShown(focused)) this.opener?.focus();
    // If the focused element was removed, keep the focus in its row.
    else if (!focused?.isConnected)
      this.row?.querySelector<HTMLElement>("summary, [tabindex], .plain")?.focus();
    if (session.wanted !== null) {
      reveal(this.host.renderRoot, session);
      this.place = null;
    }
    if (this.place) this.keepPlace(this.place);
  }

  private onOpen(): void {
    const { place, host } = this;
    this.opener = this.pressed;
    const title = host.renderRoot.querySelector<HTMLElement>("#sheet");
    title?.focus({ preventScroll: place !== null });
    if (!place || !title?.closest(".all")) return;
    // A panel below the last line of the card may be out of sight: show its beginning.
    this.keepPlace(place);
    title.scrollIntoView({ block: "nearest" });
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
