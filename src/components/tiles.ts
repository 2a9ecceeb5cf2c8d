/** The tiles of the areas, always in the same order. An administrator can open them in place. */
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../ha/localize.js";
import type { Tile, TileValue } from "../model/tile-model.js";
import { glyph, tone } from "./glyph.js";
import { panel } from "./panel.js";

/** Return what a tap on an area does; null: its tile is no button. */
type TapOf = (area: string) => (() => void) | null;

/** The opened tile and the content below it. */
export interface OpenedArea {
  area: string | null;
  inside: TemplateResult | typeof nothing;
}

/** Return the tiles; `opened` is null if a tap opens nothing. */
export function tiles(
  shown: Tile[],
  tapOf: TapOf,
  opened: OpenedArea | null,
): TemplateResult | typeof nothing {
  if (!shown.length) return nothing;
  return html`<div class="tiles" role="group" aria-label=${words.text("card.areas")}>
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

function button(tile: Tile, onTap: () => void, opened: OpenedArea | null): TemplateResult {
  const isOpen = opened?.area === tile.id;
  const expanded = opened ? String(isOpen) : nothing;
  const { label: title, glyph: shape } = tile;
  return html`<button
      class="tile ${classes(tile)}"
      data-press=${tile.id}
      aria-expanded=${expanded}
      @click=${onTap}
    >
      ${content(tile)}
    </button>
    ${isOpen ? panel({ place: "inside", title, shape, onClose: onTap }, opened?.inside ?? nothing) : nothing}`;
}

function content({ glyph: shape, icon, label, hiddenStatus, value }: Tile): TemplateResult {
  return html`<span class="sign"
      ><ha-icon icon=${icon} aria-hidden="true"></ha-icon>${glyph(shape)}</span
    ><span class="text"
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
