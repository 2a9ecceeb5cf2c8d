/** The shapes of the states; the colour only repeats what the shape says. */
import { html, type TemplateResult } from "lit";
import type { Glyph } from "../model/tile-model.js";

const DISC = "M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0";
const ring = (mark: string): [string, string] => [DISC, mark];
const bare = (mark: string): [string, string] => ["", mark];

/** The outline and the mark on it: OK and problems are filled, all else is a dashed ring or a line. */
export const SHAPES: Readonly<Record<Glyph, [outline: string, mark: string]>> = {
  ok: [DISC, "m7 12.4 3.3 3.3L17 9"],
  warn: ["M12 2.6 22.4 21H1.6z", "M12 9.2v5.2m0 3.5v.1"],
  fail: ["M7.9 1.6h8.2l6.3 6.3v8.2l-6.3 6.3H7.9l-6.3-6.3V7.9z", "m8.3 8.3 7.4 7.4m0-7.4-7.4 7.4"],
  unknown: ring("M9.3 9.4a2.8 2.8 0 1 1 4.4 2.3c-1.1.8-1.7 1.3-1.7 2.6m0 3.1v.1"),
  none: bare("M6 12h12"),
  flag: bare("M6 21V4h12l-3 4.5 3 4.5H6"),
  wait: ring("M7.6 12v.1m4.4-.1v.1m4.4-.1v.1"),
  clock: ring("M12 6.8V12l3.4 2.4"),
  cut: ring("m7.4 16.6 9.2-9.2"),
  plus: ring("M12 7.6v8.8M7.6 12h8.8"),
  fault: ring("M12 6.8v6.4m0 3.8v.1"),
  up: ring("M12 17V7.2M7.8 11.4 12 7.2l4.2 4.2"),
  lock: bare("M5.5 11h13v10h-13zM8 11V7.5a4 4 0 0 1 8 0V11"),
};

/** Return a shape, hidden from screen readers: there is always a text beside it. */
export function glyph(name: Glyph): TemplateResult {
  const [outline, mark] = SHAPES[name];
  // With closing tags: the minifier drops the slash of self-closing ones.
  return html`<svg class="glyph ${tone(name)} ${name}" viewBox="0 0 24 24" aria-hidden="true">
    <path class="outline" d=${outline}></path>
    <path class="mark" d=${mark}></path>
  </svg>`;
}

/** Return the class for the colour of a shape: grey for all but OK and problems. */
export function tone(name: Glyph): string {
  return name === "ok" || name === "warn" || name === "fail" ? name : "dim";
}
