/**
 * Where the focus and the page go when something is opened or closed: what was pressed stays where it is,
 * the focus goes to the title of the panel and back.
 */
import type { LitElement, ReactiveController } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import { WITHIN, controlOf } from "./press-guard.js";
import { reveal } from "./reveal.js";

const FOCUSABLE = "summary, [tabindex], .plain";

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
    else if (focused && !focused.isConnected) {
      const isClosed = opened && !panel;
      // Of what is still open, a part was removed: the focus stays in its row.
      const next = isClosed ? this.opener : this.row?.querySelector<HTMLElement>(FOCUSABLE);
      next?.focus();
    }
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

  /** Scroll so that what was pressed is where it was, if the press has changed something above it. */
  private keepPlace({ top, at }: { top: number; at: number }): void {
    if (!this.pressed?.isConnected || performance.now() - at > WITHIN) return;
    scrollBy(0, this.pressed.getBoundingClientRect().top - top);
  }
}
