/** What to do when the card and the integration have different versions. */
import { html, nothing, type TemplateResult } from "lit";
import type { Snapshot } from "../connection/api.js";
import { words } from "../ha/localize.js";

/** `served` is the content hash of the file that this page runs, or "". */
export function reloadOffer(
  snapshot: Snapshot | null,
  served: string,
): TemplateResult | typeof nothing {
  if (!snapshot) return nothing;
  if (snapshot.card && served && snapshot.card !== served) {
    return html`<div class="reload">
      <p class="quiet">${words.text("card.reload_note")}</p>
      <button class="plain" @click=${() => location.reload()}>${words.text("card.reload")}</button>
    </div>`;
  }
  if (snapshot.stale_after !== null) return nothing;
  return html`<p class="reload quiet">${words.text("card.note_older")}</p>`;
}
