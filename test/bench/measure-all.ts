/** The whole bench, in order. */
import { measureBytes } from "./bytes.js";
import type { Figure } from "./figure.js";
import {
  measureIdle,
  measurePaint,
  measureRenders,
  measureSetCost,
  measureSoak,
  type Extent,
} from "./measures.js";
import { Stage } from "./stage.js";

/** A tablet on the wall is so many times slower than a desk. */
const TABLET = 6;

/** Measure a built card, with its packed file beside it; `say` hears of every step. */
export async function measureAll(
  card: string,
  extent: Extent,
  say: (step: string) => void = () => undefined,
): Promise<Figure[]> {
  const stage = await Stage.open(card);
  const steps: [string, () => Promise<Figure[]>][] = [
    ["Counting the renders ...", () => measureRenders(stage, extent)],
    ["Timing the updates ...", () => measureSetCost(stage, extent)],
    ["Timing them on a slow machine ...", () => measureSetCost(stage, extent, TABLET)],
    ["Letting it hang for an hour ...", () => measureIdle(stage, extent)],
    ["Timing the first sight ...", () => measurePaint(stage, extent)],
    ["Wearing it out ...", () => measureSoak(stage, extent)],
  ];
  try {
    const figures = measureBytes(card);
    for (const [what, measure] of steps) {
      say(what);
      figures.push(...(await measure()));
    }
    return figures;
  } finally {
    await stage.close();
  }
}
