/**
 * Links to an area or a check: what follows the "#" in the address of the page. Each navigation is
 * followed once, by the first card that can; a card that only comes back follows nothing.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How long a link is left to a card that shows its list, and to the page that is being opened. */
const PATIENCE = 1_000;

/** The id that is still to be opened; "" for none. */
let wanted = "";
/** Whether it was left long enough. */
let isLate = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let last = { pathname: "", search: "", hash: "" };
const cards = new Set<DeepLink>();

function read(): void {
  const { pathname, search, hash } = location;
  const isOtherPage = pathname !== last.pathname;
  // Dialogs and the editor change only the query.
  const isQuery = !isOtherPage && hash === last.hash && search !== last.search;
  last = { pathname, search, hash };
  if (isQuery) return;
  wanted = hash.slice(1);
  isLate = false;
  cards.forEach((card) => card.navigated(isOtherPage));
  clearTimeout(timer);
  timer = setTimeout(() => {
    isLate = true;
    cards.forEach((card) => card.navigated(false));
  }, PATIENCE);
}

addEventListener("hashchange", read);
addEventListener("location-changed", read);
read();

export class DeepLink implements ReactiveController {
  private isLeaving = false;

  /** `open` opens an area or a check, and returns whether it did; `isLate`: nobody else has. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly open: (id: string, isLate: boolean) => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    cards.add(this);
    this.isLeaving = false;
  }

  hostDisconnected(): void {
    cards.delete(this);
  }

  navigated(isOtherPage: boolean): void {
    this.isLeaving = isOtherPage; // until it turns out to stay
    if (wanted) this.host.requestUpdate();
  }

  hostUpdated(): void {
    const id = wanted;
    if (!id || this.isLeaving || !cards.has(this)) return;
    wanted = ""; // opening updates the host
    if (!this.open(id, isLate)) wanted = id;
  }
}
