/** The areas, each in its place. For an administrator they open, where they stand. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { words } from "../ha/localize.js";
import type { Tile } from "../model/tile-model.js";
import { glyph, tone } from "./glyph.js";

export interface Pressing {
  onPress: (area: string) => void;
  /** The opened tile and what stands below it; null where a press opens nothing. */
  opened: { area: string | null; inside: TemplateResult | null } | null;
}

/** Return the tiles; with a `pressing` they are buttons. */
export function tiles(shown: Tile[], pressing: Pressing | null): TemplateResult | typeof nothing {
  if (!shown.length) return nothing;
  const open = pressing?.opened?.area ?? null;
  return html`<div
    class="tiles ${shown.some(({ id }) => id === open) ? "open" : ""}"
    role="group"
    aria-label=${words.text("card.areas")}
  >
    ${shown.map((tile) => (pressing ? button(tile, pressing) : html`<div class="tile ${look(tile)}">${face(tile)}</div>`))}
  </div>`;
}

function look({ glyph: shape }: Tile): string {
  return `${shape} ${tone(shape)}`;
}

function button(tile: Tile, { onPress, opened }: Pressing): TemplateResult {
  const isOpen = opened?.area === tile.id;
  const expanded = opened ? String(isOpen) : nothing;
  return html`<button
      class="tile ${look(tile)}"
      aria-expanded=${expanded}
      @click=${() => onPress(tile.id)}
    >
      ${face(tile)}
    </button>
    ${isOpen ? html`<div class="inside">${opened?.inside}</div>` : nothing}`;
}

function face({ glyph: shape, label, spoken, value }: Tile): TemplateResult {
  return html`${glyph(shape)}<span class="text"
      ><span class="label">${label}</span
      ><span class="spoken">, ${spoken && `${spoken}, `}</span
      >${value ? html`<span class="value">${value}</span>` : nothing}</span
    >`;
}
