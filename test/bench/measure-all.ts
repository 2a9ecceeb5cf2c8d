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

/** How many times slower a wall tablet is than a desktop computer. */
const TABLET = 6;

/** Measure a built card and its compressed file; `say` is called with every step. */
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
    ["Keeping it idle for an hour ...", () => measureIdle(stage, extent)],
    ["Timing the first paint ...", () => measurePaint(stage, extent)],
    ["Running the soak test ...", () => measureSoak(stage, extent)],
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
