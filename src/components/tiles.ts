/** The tiles of the areas, always in the same order. An administrator can open them in place. */
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../ha/localize.js";
import type { Tile, TileValue } from "../model/tile-model.js";
import { glyph, tone } from "./glyph.js";

export interface TileAction {
  /** Return what a tap does; null: the tile is no button. */
  tapOf: (area: string) => (() => void) | null;
  /** The opened tile and the content below it; null if a press opens nothing. */
  opened: { area: string | null; inside: TemplateResult | null } | null;
}

export function tiles(
  shown: Tile[],
  { tapOf, opened }: TileAction,
): TemplateResult | typeof nothing {
  if (!shown.length) return nothing;
  const open = opened?.area ?? null;
  return html`<div
    class="tiles ${shown.some(({ id }) => id === open) ? "open" : ""}"
    role="group"
    aria-label=${words.text("card.areas")}
  >
    ${shown.map((tile) => {
      const onTap = tapOf(tile.id);
      return onTap
        ? button(tile, onTap, opened)
        : html`<div class="tile ${classes(tile)}">${content(tile)}</div>`;
    })}
  </div>`;
}

function classes({ glyph: shape }: Tile): string {
  return `${shape} ${tone(shape)}`;
}

function button(
  tile: Tile,
  onTap: () => void,
  opened: TileAction["opened"],
): TemplateResult {
  const isOpen = opened?.area === tile.id;
  const expanded = opened ? String(isOpen) : nothing;
  return html`<button
      class="tile ${classes(tile)}"
      data-press=${tile.id}
      aria-expanded=${expanded}
      @click=${onTap}
    >
      ${content(tile)}
    </button>
    ${isOpen ? html`<div class="inside">${opened?.inside}</div>` : nothing}`;
}

function content({ glyph: shape, label, hiddenStatus, value }: Tile): TemplateResult {
  return html`${glyph(shape)}<span class="text"
      ><span class="label">${label}</span
      ><span class="visually-hidden">, ${hiddenStatus && `${hiddenStatus}, `}</span
      ><span class="value">${valueText(value)}</span></span
    >`;
}

/** Return both lengths of a value; the style sheet hides one, also from screen readers. */
function valueText({ long, short }: TileValue): TemplateResult | string {
  return long === short
    ? long
    : html`<span class="long-value">${long}</span><span class="short-value">${short}</span>`;
}
