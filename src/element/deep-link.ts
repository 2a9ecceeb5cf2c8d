/**
 * Links to an area or a check: what follows the "#" in the address of the page. Each navigation is
 * followed once, by the first card that can; a card that only comes back follows nothing.
 */
import type { ReactiveControllerHost } from "lit";

/** How long a link is left to a card that shows its list, and to the page that is being opened. */
const PATIENCE = 1_000;

/** The id that is still to be opened; "" for none. */
let wanted = "";
/** Whether it was left long enough. */
let isLate = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let page = "";
/** Cards on the page, and whether the page was left since they came. */
const cards = new Map<ReactiveControllerHost, boolean>();

function read(): void {
  const { pathname, hash } = location;
  const isLeft = pathname !== page;
  page = pathname;
  wanted = hash.slice(1);
  update(false, isLeft);
  clearTimeout(timer);
  timer = setTimeout(() => void (wanted && update(true, false)), PATIENCE);
}

function update(late: boolean, isLeft: boolean): void {
  isLate = late;
  for (const card of cards.keys()) {
    cards.set(card, isLeft);
    card.requestUpdate();
  }
}

addEventListener("hashchange", read);
addEventListener("location-changed", read);
read();

/** Let a card follow links: `open` opens an area or a check, and returns whether it did. */
export function followLinks(
  host: ReactiveControllerHost,
  open: (id: string, isLate: boolean) => boolean,
): void {
  host.addController({
    hostConnected: () => cards.set(host, false),
    hostDisconnected: () => cards.delete(host),
    hostUpdated() {
      const id = wanted;
      if (!id || cards.get(host) !== false) return;
      wanted = ""; // opening updates the host
      if (!open(id, isLate)) wanted = id;
    },
  });
}
