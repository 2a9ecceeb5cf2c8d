/** The whole bench, in order. */
import { measureBytes } from "./bytes.js";
import type { Measurement } from "./measurement.js";
import {
  measureIdle,
  measurePaint,
  measureRenders,
  measureSetCost,
  measureSoak,
  type Extent,
} from "./measures.js";
import { BenchBrowser } from "./browser-page.js";

/** A tablet on the wall is so many times slower than a desk. */
const TABLET = 6;

/** Measure a built card, with its packed file beside it; `say` hears of every step. */
export async function measureAll(
  card: string,
  extent: Extent,
  say: (step: string) => void = () => undefined,
): Promise<Measurement[]> {
  const stage = await BenchBrowser.open(card);
  const steps: [string, () => Promise<Measurement[]>][] = [
    ["Counting the renders ...", () => measureRenders(stage, extent)],
    ["Timing the updates ...", () => measureSetCost(stage, extent)],
    ["Timing them on a slow machine ...", () => measureSetCost(stage, extent, TABLET)],
    ["Letting it hang for an hour ...", () => measureIdle(stage, extent)],
    ["Timing the first sight ...", () => measurePaint(stage, extent)],
    ["Wearing it out ...", () => measureSoak(stage, extent)],
  ];
  try {
    const measurements = measureBytes(card);
    for (const [what, measure] of steps) {
      say(what);
      measurements.push(...(await measure()));
    }
    return measurements;
  } finally {
    await stage.close();
  }
}
