/**
 * Say in an attribute how large an element is; the style sheet reads it there, because browsers that
 * Home Assistant supports lack container queries (iOS 15, WebViews before Chromium 105).
 */

const WIDTHS = [320, 360, 440, 560, 640, 720, 900];
const LOW = [520, 680];
const TALL = 900;
const NARROW = 280;
const MINI = 160;
/** One row of the grid. */
const ROW = 100;

/**
 * Return the value of the attribute `size`: "w440" is at least 440 px wide, "low520" of a fixed height
 * below 520 px. `height` is null if it follows the content.
 */
export function sizeOf(width: number, height: number | null): string {
  const [isMini, isNarrow] = [width < MINI, width < NARROW];
  const isRow = height !== null && height < ROW;
  const names: [string, boolean][] = [
    ["narrow", isNarrow],
    ["mini", isMini],
    ["row", isRow],
    ["bare", isMini || isRow], // without a frame
    // The shape above the state.
    ["stack", isMini || (isNarrow && height !== null && height > 0.75 * width)],
    ...WIDTHS.map((limit): [string, boolean] => [`w${limit}`, width >= limit]),
    ...LOW.map((limit): [string, boolean] => [`low${limit}`, height !== null && height < limit]),
    [`tall${TALL}`, height !== null && height >= TALL],
  ];
  return names.flatMap(([name, isSo]) => (isSo ? name : [])).join(" ");
}
