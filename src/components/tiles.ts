/** The eight areas, each in its place. For an administrator they open. */
import { html, type TemplateResult } from "lit";
import type { Tile } from "../view-model.js";
import { glyph } from "./glyph.js";

/** Return the tiles; `onOpen` makes them buttons. */
export function tiles(
  shown: readonly Tile[],
  open: string | null,
  onOpen: ((id: string) => void) | null,
): TemplateResult {
  return html`<ul class="tiles">
    ${shown.map((tile) => html`<li>${onOpen ? button(tile, open, onOpen) : plain(tile)}</li>`)}
  </ul>`;
}

function button(tile: Tile, open: string | null, onOpen: (id: string) => void): TemplateResult {
  return html`<button
    class="tile ${tile.glyph}"
    aria-label=${spoken(tile)}
    aria-expanded=${open === tile.id ? "true" : "false"}
    @click=${() => onOpen(tile.id)}
  >
    ${face(tile)}
  </button>`;
}

function plain(tile: Tile): TemplateResult {
  return html`<div class="tile ${tile.glyph}" role="group" aria-label=${spoken(tile)}>${face(tile)}</div>`;
}

function face(tile: Tile): TemplateResult {
  return html`${glyph(tile.glyph)}<span class="text"
      ><span class="label">${tile.label}</span><span class="value">${tile.value}</span></span
    >`;
}

function spoken(tile: Tile): string {
  const said = tile.value === tile.word ? tile.word : `${tile.word}, ${tile.value}`;
  return `${tile.label}: ${said}`;
}
