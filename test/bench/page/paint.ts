/** The time from the first message to the layout, and the number of nodes. */
import { FakeConnection, createCheck, createRisk } from "../../card/builders.js";
import atRisk from "../../fixtures/report-at-risk.json";
import { drawn, show, type Shown } from "./elements.js";
import { Home } from "./home.js";

/** Milliseconds per round. */
interface Paints {
  card: number[];
  naive: number[];
}

/** Measure rendering and layout of a first message, and of a naive card's first `hass`. */
export async function timePaints(rounds: number): Promise<Paints> {
  const times: Paints = { card: [], naive: [] };
  for (let round = 0; round < rounds; round++) {
    const both = [
      async () => times.card.push(await paintCard()),
      async () => times.naive.push(await paintNaive()),
    ];
    for (const paint of round % 2 ? both.reverse() : both) await paint();
  }
  return times;
}

async function paintCard(): Promise<number> {
  const connection = new FakeConnection();
  connection.answer = "mute";
  const card = show("card", new Home(connection).hass);
  await drawn(card);
  return laidOut(card, () => connection.push(atRisk.admin));
}

async function paintNaive(): Promise<number> {
  const card = show("naive", undefined);
  await drawn(card);
  const { hass } = new Home(new FakeConnection());
  return laidOut(card, () => (card.hass = hass));
}

/** Resolve with the milliseconds until a change has been rendered and laid out. */
async function laidOut(card: Shown, change: () => void): Promise<number> {
  const began = performance.now();
  change();
  await card.updateComplete;
  card.getBoundingClientRect();
  const took = performance.now() - began;
  card.remove();
  return took;
}

interface Nodes {
  closed: number;
  open: number;
  /** The number of checks on the card. */
  checks: number;
  again: number;
}

/** Count the nodes of a card with failing checks: closed, open, and closed again. */
export async function countNodes(checks: number): Promise<Nodes> {
  const connection = new FakeConnection();
  const ids = Array.from({ length: checks }, (_, n) => `check_${n}`);
  const failing = ids.map((id) => createCheck({ id, status: "fail", evidence: 2 }));
  connection.message = createRisk({ checks: failing });
  const card = show("card", new Home(connection).hass);
  await drawn(card);
  const closed = nodesOf(card);
  const press = async (): Promise<void> => {
    // All checks are in the area of the third tile.
    card.shadowRoot?.querySelector<HTMLElement>("button.tile:nth-of-type(3)")?.click();
    await drawn(card);
  };
  await press();
  const open = nodesOf(card);
  const seen = card.shadowRoot?.querySelectorAll(".check").length ?? 0;
  await press();
  const again = nodesOf(card);
  card.remove();
  return { closed, open, checks: seen, again };
}

/** Return the number of nodes of a card: elements, texts and comments. */
function nodesOf(card: Shown): number {
  const root = card.shadowRoot;
  if (!root) return 0;
  const walker = document.createTreeWalker(root);
  let nodes = 0;
  while (walker.nextNode()) nodes++;
  return nodes;
}
