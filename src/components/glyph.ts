/** Shape says the state, colour repeats it. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Glyph } from "../tile-model.js";

// Closing tags are written out: minifying drops the slash of a self-closing tag, and the next
// shape would fall inside this one.
const RING = svg`<circle class="ring" cx="12" cy="12" r="9.8"></circle>`;

const SHAPES: Readonly<Record<Glyph, SVGTemplateResult>> = {
  ok: svg`<circle class="fill" cx="12" cy="12" r="10"></circle><path class="mark" d="m7 12.4 3.3 3.3L17 9"></path>`,
  warn: svg`<path class="fill" d="M12 2.6 22.4 21H1.6z"></path><path class="mark" d="M12 9.2v5.2m0 3.5v.1"></path>`,
  fail: svg`<path class="fill" d="M7.9 1.6h8.2l6.3 6.3v8.2l-6.3 6.3H7.9l-6.3-6.3V7.9z"></path><path class="mark" d="m8.3 8.3 7.4 7.4m0-7.4-7.4 7.4"></path>`,
  unknown: svg`${RING}<path class="line" d="M9.3 9.4a2.8 2.8 0 1 1 4.4 2.3c-1.1.8-1.7 1.3-1.7 2.6m0 3.1v.1"></path>`,
  none: svg`<path class="line" d="M6 12h12"></path>`,
  wait: svg`${RING}<path class="line" d="M7.6 12v.1m4.4-.1v.1m4.4-.1v.1"></path>`,
  clock: svg`${RING}<path class="line" d="M12 6.8V12l3.4 2.4"></path>`,
  cut: svg`${RING}<path class="line" d="m7.4 16.6 9.2-9.2"></path>`,
};

/** Return a shape. It is silent: a word always stands beside it. */
export function glyph(name: Glyph): TemplateResult {
  return html`<svg class="glyph ${name}" viewBox="0 0 24 24" aria-hidden="true">
    ${SHAPES[name]}
  </svg>`;
}
