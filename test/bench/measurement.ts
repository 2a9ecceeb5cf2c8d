/** A measured value and its limit. */

export interface Measurement {
  name: string;
  value: string;
  /** The limit; none for values that depend on the machine. */
  limit?: string;
  isExceeded: boolean;
}

type Shown = (n: number) => string;

/** Return a measurement without a limit. */
export function info(name: string, value: string): Measurement {
  return { name, value, isExceeded: false };
}

/** Return a measurement that must equal `wanted`. */
export function exactly(name: string, value: number, wanted: number): Measurement {
  return {
    name,
    value: whole(value),
    limit: `= ${whole(wanted)}`,
    isExceeded: value !== wanted,
  };
}

/** Return a measurement with an upper limit. */
export function atMost(
  name: string,
  value: number,
  most: number,
  shown: Shown = whole,
): Measurement {
  return {
    name,
    value: shown(value),
    limit: `<= ${shown(most)}`,
    isExceeded: !(value <= most), // true for NaN as well
  };
}

/** Return a measurement with a lower limit. */
export function atLeast(
  name: string,
  value: number,
  least: number,
  shown: Shown = whole,
): Measurement {
  return {
    name,
    value: shown(value),
    limit: `>= ${shown(least)}`,
    isExceeded: !(value >= least),
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

/** Return the measurements as a plain-text table. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, value, limit = "", isExceeded }) => [
    name,
    value,
    limit,
    isExceeded ? "EXCEEDED" : limit && "ok",
  ]);
  const all = [["measure", "value", "limit", ""], ...rows];
  const widths = [0, 1, 2].map((n) => Math.max(...all.map((row) => row[n]?.length ?? 0)));
  const line = ([name = "", value = "", limit = "", verdict = ""]: string[]): string =>
    [
      name.padEnd(widths[0] ?? 0),
      value.padStart(widths[1] ?? 0),
      limit.padEnd(widths[2] ?? 0),
      verdict,
    ]
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}
