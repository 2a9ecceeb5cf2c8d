/**
 * Links to an area or a check: what follows the "#" in the address of the page. Each navigation is
 * followed once, by the first card that can; a card that only comes back follows nothing.
 */
import type { ReactiveControllerHost } from "lit";

/** The id that is still to be opened; "" for none. */
let wanted = "";
let page = "";
/** Cards on the page, and whether the page was left since they came. */
const cards = new Map<ReactiveControllerHost, boolean>();

function read(): void {
  const { pathname, hash } = location;
  const isLeft = pathname !== page;
  page = pathname;
  wanted = hash.slice(1);
  for (const card of cards.keys()) {
    cards.set(card, isLeft);
    card.requestUpdate();
  }
}

addEventListener("hashchange", read);
addEventListener("location-changed", read);
read();

/** Let a card follow links: `open` opens an area or a check, and returns whether it did. */
export function followLinks(host: ReactiveControllerHost, open: (id: string) => boolean): void {
  host.addController({
    hostConnected: () => cards.set(host, false),
    hostDisconnected: () => cards.delete(host),
    hostUpdated() {
      const id = wanted;
      if (!id || cards.get(host) !== false) return;
      wanted = ""; // opening updates the host
      if (!open(id)) wanted = id;
    },
  });
}
