/** A fake clock: timers and performance.now() of the page advance only by `advance`. */
const REAL = {
  setTimeout: window.setTimeout,
  clearTimeout: window.clearTimeout,
  setInterval: window.setInterval,
  clearInterval: window.clearInterval,
  now: performance.now,
};

// Far from the page's own ids: a card of an earlier test may still cancel a real timer.
let lastId = 1e9;

interface Timer {
  due: number;
  every: number | null;
  run: () => void;
}

export class Clock {
  private time = 1_000;
  private readonly timers = new Map<number, Timer>();

  /** `settle` lets promises settle between the timers. */
  constructor(private readonly settle: () => Promise<void> = settled) {}

  /** Return the number of pending timers. */
  get waiting(): number {
    return this.timers.size;
  }

  install(): void {
    const cancel = (id?: number): void => void this.timers.delete(id ?? 0);
    const page = window as unknown as Record<string, unknown>;
    page.setTimeout = (run: () => void, wait = 0) => this.add(run, wait, null);
    page.setInterval = (run: () => void, wait = 0) => this.add(run, wait, wait);
    page.clearTimeout = page.clearInterval = cancel;
    performance.now = () => this.time;
  }

  restore(): void {
    const { now, ...timers } = REAL;
    Object.assign(window, timers);
    performance.now = now;
  }

  /** Let `duration` ms pass; promises settle between the timers. */
  async advance(duration: number): Promise<void> {
    const end = this.time + duration;
    await this.settle();
    for (let due = this.earliest(end); due; due = this.earliest(end)) {
      const [id, timer] = due;
      this.time = Math.max(this.time, timer.due);
      if (timer.every === null) this.timers.delete(id);
      else timer.due += timer.every;
      timer.run();
      await this.settle();
    }
    this.time = end;
  }

  /** Let time pass without running timers, as on a busy page. */
  skip(duration: number): void {
    this.time += duration;
  }

  private add(run: () => void, wait: number, every: number | null): number {
    this.timers.set(++lastId, { due: this.time + wait, every, run });
    return lastId;
  }

  private earliest(end: number): [number, Timer] | undefined {
    return [...this.timers]
      .filter(([, { due }]) => due <= end)
      .sort(([, a], [, b]) => a.due - b.due)[0];
  }
}

/** Let all promises settle that do not wait for a timer. */
export function settled(): Promise<void> {
  return new Promise((resolve) => REAL.setTimeout.call(window, resolve, 0));
}
