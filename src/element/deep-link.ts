/**
 * Links to an area or a check: what follows the "#" in the address of the page. Each navigation is
 * followed once, by the first card that can; a card that only comes back follows nothing.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";

/** How long a card that cannot open its list leaves a link to one that can. */
const PATIENCE = 1_000;

/** The id that is still to be opened; "" for none. */
let wanted = "";
let since = 0;
let last = "";
const cards = new Set<ReactiveControllerHost>();

function read(): void {
  const { pathname, search, hash } = location;
  const here = pathname + hash;
  const isSame = here === last.replace(/\?[^#]*/, "");
  const page = pathname + search + hash;
  // Dialogs and the editor change only what follows the "?".
  if (isSame && page !== last) {
    last = page;
    return;
  }
  last = page;
  wanted = hash.slice(1);
  since = performance.now();
  if (!wanted) return;
  for (const card of cards) card.requestUpdate();
  setTimeout(() => cards.forEach((card) => card.requestUpdate()), PATIENCE);
}

addEventListener("hashchange", read);
addEventListener("location-changed", read);
read();

export class DeepLink implements ReactiveController {
  /** `open` opens an area or a check, and returns whether it did; `isLate`: nobody else has. */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly open: (id: string, isLate: boolean) => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    cards.add(this.host);
  }

  hostDisconnected(): void {
    cards.delete(this.host);
  }

  hostUpdated(): void {
    const id = wanted;
    if (!id || !cards.has(this.host)) return;
    wanted = "";
    if (!this.open(id, performance.now() - since >= PATIENCE)) wanted = id;
  }
}
