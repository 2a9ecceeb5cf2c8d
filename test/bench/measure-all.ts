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

/** Measure a built card; `log` is called with every step. */
export async function measureAll(
  card: string,
  extent: Extent,
  log: (step: string) => void = () => undefined,
): Promise<Measurement[]> {
  const browser = await BenchBrowser.open(card);
  const steps: [string, () => Promise<Measurement[]>][] = [
    ["Counting the renders ...", () => measureRenders(browser, extent)],
    ["Timing the updates ...", () => measureSetCost(browser, extent)],
    ...extent.slowdowns.map((slower): [string, () => Promise<Measurement[]>] => [
      `Timing the updates on a CPU ${slower} times slower ...`,
      () => measureSetCost(browser, extent, slower),
    ]),
    ["Keeping it idle for an hour ...", () => measureIdle(browser, extent)],
    ["Timing the first paint ...", () => measurePaint(browser, extent)],
    ["Running the soak test ...", () => measureSoak(browser, extent)],
  ];
  try {
    const measurements = measureBytes(card);
    for (const [what, measure] of steps) {
      log(what);
      measurements.push(...(await measure()));
    }
    return measurements;
  } finally {
    await browser.close();
  }
}
