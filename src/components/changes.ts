/** What became of findings lately: since yesterday, since this person last looked, and before. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { AdminSession } from "../connection/admin-session.js";
import type { AdminView } from "../connection/api.js";
import { history, type ChangeGroup } from "../model/change-list.js";
import { words } from "../ha/localize.js";
import { glyph } from "./glyph.js";

/** `now` is the server's time. */
export function changes(
  { changes: found = "loading" }: AdminSession,
  admin: AdminView,
  now: number,
): TemplateResult {
  if (typeof found === "string") {
    return html`<p class="quiet" role="status">${words.text(`changes.${found}`)}</p>`;
  }
  const { says, groups } = history(found, admin, now);
  return html`<p>${says || (found.changes.length ? nothing : words.text("changes.none"))}</p>
    ${groups.map((each) => group(each))}`;
}

function group({ label, rows }: ChangeGroup): TemplateResult | typeof nothing {
  if (!rows.length) return nothing;
  return html`<section aria-label=${label}>
    <h3>${label}</h3>
    <ul class="checks">
      ${rows.map(
        (row) =>
          html`<li class="check">
            ${glyph(row.glyph)}
            <div class="text">
              <h4>${row.title} <span class="tag">${row.tag}</span></h4>
              <p class="quiet">${row.when}</p>
            </div>
          </li>`,
      )}
    </ul>
  </section>`;
}
