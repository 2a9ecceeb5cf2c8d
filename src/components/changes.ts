/** Recent changes of findings, by calendar day. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { AdminView } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { history, type ChangeGroup } from "../model/change-list.js";
import { glyph } from "./glyph.js";
import { heading } from "./heading.js";

/** `now` is the server's time. */
export function changes(
  { changes: answer = "loading" }: AdminSession,
  admin: AdminView,
  now: number,
): TemplateResult {
  if (typeof answer === "string") {
    return html`<p class="quiet" role="status">${words.text(`changes.${answer}`)}</p>`;
  }
  const { summary, groups } = history(answer, admin, now);
  return html`<p>${summary || (answer.changes.length ? nothing : words.text("changes.none"))}</p>
    ${groups.map((each) => group(each))}`;
}

function group({ label, rows }: ChangeGroup): TemplateResult {
  return html`<h4 class="day" aria-level="3">${label}</h4>
    <ul>
      ${rows.map(
        (row) =>
          html`<li class="change">
            ${glyph(row.glyph)}
            <div class="text">
              ${heading(row)}
              <p class="quiet">${row.when}</p>
              ${row.by ? html`<p>${words.text("changes.by")} <bdi>${row.by}</bdi></p>` : nothing}
            </div>
          </li>`,
      )}
    </ul>`;
}
