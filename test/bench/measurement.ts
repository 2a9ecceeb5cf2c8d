/** A measured value and its bound. */

export interface Measurement {
  name: string;
  value: string;
  /** The bound; none for information that depends on the machine. */
  bound?: string;
  isBroken: boolean;
}

type Shown = (n: number) => string;

/** Return a measurement without a bound. */
export function info(name: string, value: string): Measurement {
  return { name, value, isBroken: false };
}

/** Return a measurement that must equal `wanted`. */
export function exactly(name: string, value: number, wanted: number): Measurement {
  return {
    name,
    value: whole(value),
    bound: `= ${whole(wanted)}`,
    isBroken: value !== wanted,
  };
}

/** Return a measurement with an upper bound. */
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
    isBroken: !(value <= most), // true for NaN as well
  };
}

/** Return a measurement with a lower bound. */
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

/** Return the median; NaN for none. */
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
