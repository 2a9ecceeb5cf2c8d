/** The tiles of the areas, always in the same order. An administrator can open them in place. */
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../ha/localize.js";
import type { Tile, TileValue } from "../model/tile-model.js";
import { glyph, tone } from "./glyph.js";
import { panel } from "./panel.js";

export interface TileAction {
  onPress: (area: string) => void;
  /** The opened tile and the content below it; null if a press opens nothing. */
  opened: { area: string | null; inside: TemplateResult | typeof nothing } | null;
}

/** Return the tiles; with a `tileAction` they are buttons. */
export function tiles(
  shown: Tile[],
  tileAction: TileAction | null,
): TemplateResult | typeof nothing {
  if (!shown.length) return nothing;
  return html`<div class="tiles" role="group" aria-label=${words.text("card.areas")}>
    ${shown.map((tile) => (tileAction ? button(tile, tileAction) : html`<div class="tile ${classes(tile)}">${content(tile)}</div>`))}
  </div>`;
}

function classes({ glyph: shape }: Tile): string {
  return `${shape} ${tone(shape)}`;
}

function button(tile: Tile, { onPress, opened }: TileAction): TemplateResult {
  const isOpen = opened?.area === tile.id;
  const expanded = opened ? String(isOpen) : nothing;
  const toggle = (): void => onPress(tile.id);
  const { label: title, glyph: shape } = tile;
  return html`<button class="tile ${classes(tile)}" aria-expanded=${expanded} @click=${toggle}>
      ${content(tile)}
    </button>
    ${isOpen ? panel({ place: "inside", title, shape, onClose: toggle }, opened?.inside ?? nothing) : nothing}`;
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
