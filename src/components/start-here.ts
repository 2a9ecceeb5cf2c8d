/** The findings to fix first: what is wrong, why in one sentence, and the way to the fix. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminView, Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { glyphOf, headlineOf, links } from "../model/check-list.js";
import { reasonOf, startHere } from "../model/start-here.js";
import { link } from "./check-body.js";
import { glyph } from "./glyph.js";

export interface Start {
  admin: AdminView;
  /** Whether this user can open the settings. */
  hasSettings: boolean;
  /** Show a check in the list. */
  onShow: (checkId: string) => void;
}

/** Return up to three findings; nothing if none is open. Styles show as many as there is room for. */
export function startRows(start: Start): TemplateResult | typeof nothing {
  const rows = startHere(start.admin);
  if (!rows.length) return nothing;
  const label = words.text("card.start_here");
  return html`<div class="start" role="group" aria-label=${label}>
    <p class="quiet" .textContent=${label}></p>
    <ul>
      ${rows.map((row) => item(row, start))}
    </ul>
  </div>`;
}

function item(row: Check, { hasSettings, onShow }: Start): TemplateResult {
  const headline = headlineOf(row.id, [row]);
  const { settings } = links(row);
  const label = words.text("card.show_fix");
  return html`<li>
    ${glyph(glyphOf(row))}
    <div class="text">
      <p class="headline" .textContent=${headline}></p>
      <p class="reason" .textContent=${reasonOf(row)}></p>
    </div>
    ${
      settings && hasSettings
        ? link("card.open_settings", settings, headline)
        : html`<button
            class="plain primary"
            aria-label=${`${label}: ${headline}`}
            @click=${() => onShow(row.id)}
          >
            ${label}
          </button>`
    }
  </li>`;
}
