/** What was measured, and whether it may be so. */

export interface Measurement {
  name: string;
  value: string;
  /** What it must be; none: it is told, and depends on the machine. */
  bound?: string;
  isBroken: boolean;
}

type Shown = (n: number) => string;

/** Return a figure that is only told. */
export function info(name: string, value: string): Measurement {
  return { name, value, isBroken: false };
}

/** Return a figure that must be exactly so. */
export function exactly(name: string, value: number, wanted: number): Measurement {
  return {
    name,
    value: whole(value),
    bound: `= ${whole(wanted)}`,
    isBroken: value !== wanted,
  };
}

/** Return a figure that must not be above `most`. */
export function atMost(
  name: string,
  value: number,
  most: number,
  shown: Shown = whole,
): Measurement {
  return {
    name,
    value: shown(value),
    bound: `<= ${shown(most)}`,
    isBroken: !(value <= most), // not a number is broken as well
  };
}

/** Return a figure that must not be below `least`. */
export function atLeast(
  name: string,
  value: number,
  least: number,
  shown: Shown = whole,
): Measurement {
  return {
    name,
    value: shown(value),
    bound: `>= ${shown(least)}`,
    isBroken: !(value >= least),
  };
}

/** Return the middle one; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

export const whole: Shown = (n) => n.toLocaleString("en");
export const ratio: Shown = (n) => n.toFixed(3);

/** Return the measurements as a table of plain text. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, value, bound = "", isBroken }) => [
    name,
    value,
    bound,
    isBroken ? "BROKEN" : bound && "ok",
  ]);
  const all = [["measure", "value", "bound", ""], ...rows];
  const widths = [0, 1, 2].map((n) => Math.max(...all.map((row) => row[n]?.length ?? 0)));
  const line = ([name = "", value = "", bound = "", verdict = ""]: string[]): string =>
    [
      name.padEnd(widths[0] ?? 0),
      value.padStart(widths[1] ?? 0),
      bound.padEnd(widths[2] ?? 0),
      verdict,
    ]
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}
