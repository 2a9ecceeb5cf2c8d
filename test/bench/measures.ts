/** All measurements in the browser, each with its limit. */
import {
  atLeast,
  atMost,
  exactly,
  median,
  ratio,
  info,
  whole,
  type Measurement,
} from "./measurement.js";
import type { Rounds } from "./page/set-cost.js";
import { memoryOf, type Memory, type BenchBrowser } from "./browser-page.js";

/** The extent of a run; the limits are the same for all. */
export interface Extent {
  sets: number;
  rounds: number;
  /** Additional measurements of the set cost, each with a CPU so many times slower. */
  slowdowns: number[];
  paints: number;
  minutes: number;
  checks: number;
  soak: { parts: number; sets: number; pushes: number; reconnects: number };
}

/** The extent of `npm run bench`. Memory is measured after every part of the soak. */
export const FULL: Extent = {
  sets: 10_000,
  rounds: 15,
  slowdowns: [6], // a wall tablet compared with a desktop computer
  paints: 30,
  minutes: 60,
  checks: 500,
  soak: { parts: 10, sets: 100_000, pushes: 20_000, reconnects: 200 },
};

/** Relative to a naive card. */
const SET_COST = 0.3;
/** In bytes, from the first measurement to the last; a leak per update exceeds it early. */
const GROWTH = 1024 * 1024;
/** Ages are shown in minutes. */
const FASTEST = 60_000;

export async function measureRenders(
  browser: BenchBrowser,
  { sets }: Extent,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const kind of ["card", "badge"] as const) {
    const count = await browser.on("real", (page) =>
      page.evaluate(([of, n]) => window.bench.countRenders(of, n), [kind, sets] as const),
    );
    const name = `renders: ${kind}, ${whole(sets)} unrelated updates`;
    measurements.push(exactly(name, count.unrelated, 0));
    for (const [what, times] of Object.entries(count.related))
      measurements.push(exactly(`renders: ${kind}, another ${what}`, times, 1));
  }
  const naive = await browser.on("real", (page) =>
    page.evaluate((n) => window.bench.countRenders("naive", n), sets),
  );
  // The control: it shows that renders are counted.
  measurements.push(exactly("renders: naive card, for comparison", naive.unrelated, sets));
  return measurements;
}

/** Measure at full speed, or with the CPU slowed down. */
export async function measureSetCost(
  browser: BenchBrowser,
  { rounds, sets }: Extent,
  slower = 1,
): Promise<Measurement[]> {
  const times = await browser.on("real", async (page, cdp) => {
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
    return page.evaluate(([r, s]) => window.bench.timeSets(r, s), [rounds, sets] as const);
  });
  const what = slower === 1 ? "set cost" : `set cost, CPU slowed ${slower} times`;
  // Other programs only ever make a round slower: the fastest is the one they disturbed least.
  const fastest = (kind: keyof Rounds): number => Math.min(...times[kind]);
  const toNaive = (kind: keyof Rounds): number => fastest(kind) / fastest("naive");
  return [
    atMost(`${what}: card to naive card`, toNaive("card"), SET_COST, ratio),
    atMost(`${what}: badge to naive card`, toNaive("badge"), SET_COST, ratio),
    info(`${what}: element that does nothing`, ratio(toNaive("null"))),
    info(`${what}: naive card, ms`, fastest("naive").toFixed(1)),
  ];
}

export async function measureIdle(
  browser: BenchBrowser,
  { minutes }: Extent,
): Promise<Measurement[]> {
  const { timers, renders, subscriptions } = await browser.on("bench", (page) =>
    page.evaluate((n) => window.bench.idle(n), minutes),
  );
  const running = timers.filter(({ ran }) => ran > 1);
  // A timeout that is set again whenever it has run counts like an interval.
  const pace = running.map(({ ran }) => (minutes * FASTEST) / ran);
  const list = timers.map(({ what, delay, set, ran }) => `${what} ${delay} x${set}, ran ${ran}`);
  return [
    atLeast("idle: fastest repeating timer, ms", Math.min(Infinity, ...pace), FASTEST),
    exactly(
      "idle: animation frames requested",
      sum(timers.map(({ delay, set }) => (delay === 0 ? set : 0))),
      0,
    ),
    atMost(`idle: renders in ${minutes} minutes with a message each`, renders, 2 * minutes),
    exactly("idle: subscriptions of card and badge", subscriptions, 1),
    ...list.map((timer) => info("idle: timer", timer)),
  ];
}

export async function measureSoak(browser: BenchBrowser, { soak }: Extent): Promise<Measurement[]> {
  const { parts } = soak;
  const amount = {
    sets: soak.sets / parts,
    pushes: soak.pushes / parts,
    reconnects: soak.reconnects / parts,
  };
  const { memories, counts } = await browser.on("bench", async (page, cdp) => {
    const memories: Memory[] = [];
    const counts = [];
    // The first part is a warm-up for compilation and caches.
    for (let part = 0; part <= parts; part++) {
      counts.push(await page.evaluate((n) => window.bench.soak(n), amount));
      memories.push(await memoryOf(cdp));
    }
    return { memories: memories.slice(1), counts: counts.slice(1) };
  });
  const spread = (values: number[]): number => Math.max(...values) - Math.min(...values);
  const heaps = memories.map(({ heap }) => heap);
  const last = counts.at(-1);
  return [
    info(
      "soak: updates, messages, reconnects",
      [soak.sets, soak.pushes, soak.reconnects].map(whole).join(", "),
    ),
    atLeast("soak: renders", sum(counts.map((now) => now.renders)), soak.pushes),
    info("soak: commands to the server", whole(sum(counts.map((now) => now.asked)))),
    atMost("soak: growth of the heap, bytes", slope(heaps) * (parts - 1), GROWTH, rounded),
    info("soak: heap at the end, bytes", whole(heaps.at(-1) ?? NaN)),
    exactly("soak: change of DOM nodes", spread(memories.map(({ nodes }) => nodes)), 0),
    exactly(
      "soak: change of event listeners",
      spread(memories.map(({ listeners }) => listeners)),
      0,
    ),
    info(
      "soak: DOM nodes, event listeners",
      `${memories.at(-1)?.nodes}, ${memories.at(-1)?.listeners}`,
    ),
    exactly("soak: subscriptions", Math.max(...counts.map((now) => now.subscriptions)), 1),
    exactly(
      "soak: change of listeners on the connection",
      spread(counts.map((now) => now.listeners)),
      0,
    ),
    exactly("soak: change of pending timers", spread(counts.map((now) => now.timers)), 0),
    info("soak: listeners on the connection, timers", `${last?.listeners}, ${last?.timers}`),
  ];
}

export async function measurePaint(
  browser: BenchBrowser,
  { paints, checks }: Extent,
): Promise<Measurement[]> {
  return browser.on("real", async (page) => {
    const times = await page.evaluate((n) => window.bench.timePaints(n), paints);
    const nodes = await page.evaluate((n) => window.bench.countNodes(n), checks);
    const toNaive = median(times.card.map((time, n) => time / (times.naive[n] ?? NaN)));
    return [
      info("paint: first message, ms", median(times.card).toFixed(1)),
      info("paint: first message to naive card's first hass", ratio(toNaive)),
      info("paint: nodes, closed", whole(nodes.closed)),
      exactly("paint: checks, all open", nodes.checks, checks),
      info("paint: nodes, all open", whole(nodes.open)),
      exactly("paint: nodes that stay when closed again", nodes.again - nodes.closed, 0),
    ];
  });
}

const rounded = (n: number): string => whole(Math.round(n));

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Return the slope of the values, by least squares. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = sum(values) / values.length;
  const rise = values.map((value, n) => (n - middle) * (value - mean));
  return sum(rise) / sum(values.map((_, n) => (n - middle) ** 2));
}
