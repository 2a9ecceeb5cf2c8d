/** The areas, each in its place. For an administrator they open, where they stand. */
import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../localize.js";
import type { Tile } from "../tile-model.js";
import { glyph } from "./glyph.js";

export interface Opening {
  area: string | null;
  onToggle: (area: string) => void;
  /** What stands below the opened tile. */
  inside: TemplateResult | null;
}

/** Return the tiles; with an `opening` they are buttons. */
export function tiles(
  shown: Tile[],
  opening: Opening | null,
  words: Words,
): TemplateResult | typeof nothing {
  if (!shown.length) return nothing;
  const isOpen = shown.some(({ id }) => id === opening?.area);
  return html`<div
    class="tiles ${isOpen ? "open" : ""}"
    role="group"
    aria-label=${words.text("card.areas")}
  >
    ${shown.map((tile) => (opening ? button(tile, opening) : html`<div class="tile ${tile.glyph}">${face(tile)}</div>`))}
  </div>`;
}

function button(tile: Tile, { area, onToggle, inside }: Opening): TemplateResult {
  const isOpen = area === tile.id;
  return html`<button
      class="tile ${tile.glyph}"
      aria-expanded=${isOpen ? "true" : "false"}
      @click=${() => onToggle(tile.id)}
    >
      ${face(tile)}
    </button>
    ${isOpen ? html`<div class="inside">${inside}</div>` : nothing}`;
}

function face({ glyph: shape, label, spoken, value }: Tile): TemplateResult {
  return html`${glyph(shape)}<span class="text"
      ><span class="label">${label}</span><span class="spoken">, ${spoken && `${spoken}, `}</span
      ><span class="value">${value}</span></span
    >`;
}
