/** The functions that the bench calls in its page; `load` loads the card. */
import { Clock } from "../../card/clock.js";
import { countNodes, timePaints } from "./paint.js";
import { countRenders } from "./renders.js";
import { timeSets } from "./set-cost.js";
import { Soak, type Amount, type SoakCounts } from "./soak.js";
import { idle, recordTimers, type Idle } from "./timers.js";

const clock = new Clock(nextTask);
let soak: Soak | undefined;

const bench = {
  countRenders,
  timeSets,
  timePaints,
  countNodes,
  idle: (minutes: number): Promise<Idle> => idle(clock, minutes),
  soak: (amount: Amount): Promise<SoakCounts> => (soak ??= new Soak(clock)).part(amount),

  /** Load the card; with `time: "bench"` the page has a fake clock. */
  async load(url: string, time: "real" | "bench"): Promise<void> {
    if (time === "bench") {
      const began = Date.now();
      clock.install();
      Date.now = () => began + performance.now();
      recordTimers();
    }
    await import(url);
  },
};

type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}
window.bench = bench;

/** Resolve in the next task, without the 4 ms that nested timers wait. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
