/** The rows behind a finding: names and addresses, fetched when asked for, shown as text. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { AdminSession } from "../connection/admin-session.js";
import type { EvidenceRow } from "../connection/api.js";
import type { Answer } from "../connection/request.js";
import { words } from "../ha/localize.js";
import { opener } from "./admin-bar.js";

export function evidence(checkId: string, session: AdminSession): TemplateResult {
  const found = session.evidenceOf(checkId);
  const onPress = (): void => void session.toggleEvidence(checkId);
  return html`${opener("card.evidence", found !== undefined, onPress)}
  ${found === undefined ? nothing : html`<div class="evidence">${body(found)}</div>`}`;
}

function body(found: Answer<EvidenceRow[]>): TemplateResult {
  if (typeof found === "string" || !found.length) {
    const why = typeof found === "string" ? found : "none";
    return html`<p class="quiet" role="status">${words.text(`card.evidence_${why}`)}</p>`;
  }
  return html`<ul>
    ${found.map((shown) => html`<li>${row(shown)}</li>`)}
  </ul>`;
}

function row({ kind, text, at, n }: EvidenceRow): TemplateResult {
  const rest = [
    n === null ? "" : words.counted("card.times", n),
    at === null ? "" : words.moment(at),
  ].filter(Boolean);
  return html`<span class="quiet">${words.name("evidence", kind)}</span>
    <bdi>${text || words.text("card.evidence_unnamed")}</bdi>
    ${rest.length ? html`<span class="quiet">${rest.join(" · ")}</span>` : nothing}`;
}
