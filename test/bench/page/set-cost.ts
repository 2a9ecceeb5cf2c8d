/** The cost of a new `hass` with an unrelated change. */
import { FakeConnection } from "../../card/builders.js";
import { drawn, show, type Kind, type Shown } from "./elements.js";
import { Home, type Hass } from "./home.js";

/** Milliseconds by element, one figure per round. */
export type Rounds = Record<Kind, number[]>;

/** Prepared ahead, so that copying the entities is not measured. */
const PREPARED = 50;

/** Measure all elements in turn, every other round in the opposite order; a first round warms up. */
export async function timeSets(rounds: number, sets: number): Promise<Rounds> {
  const home = new Home(new FakeConnection());
  const kinds: Kind[] = ["null", "card", "badge", "naive"];
  const elements = kinds.map((kind): [Kind, Shown] => [kind, show(kind, home.hass)]);
  for (const [, element] of elements) await drawn(element);
  const prepared = Array.from({ length: PREPARED }, () => home.unrelated());
  const times: Rounds = { null: [], card: [], badge: [], naive: [] };
  for (let round = 0; round <= rounds; round++) {
    const order = round % 2 ? [...elements].reverse() : elements;
    for (const [kind, element] of order) {
      const took = await timed(element, prepared, sets);
      if (round) times[kind].push(took);
    }
  }
  for (const [, element] of elements) element.remove();
  return times;
}

/** Resolve with the milliseconds of a number of updates, each rendered before the next. */
async function timed(element: Shown, prepared: Hass[], sets: number): Promise<number> {
  const began = performance.now();
  for (let n = 0; n < sets; n++) {
    element.hass = prepared[n % prepared.length];
    await element.updateComplete;
  }
  return performance.now() - began;
}
