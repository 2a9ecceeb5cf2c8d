/** The evidence of a finding: names and addresses, fetched when it is opened, shown as text. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { EvidenceRow } from "../connection/api.js";
import type { Answer } from "../connection/request.js";
import { words } from "../ha/localize.js";
import { opener } from "./admin-bar.js";

export function evidence(checkId: string, session: AdminSession): TemplateResult {
  const answer = session.evidenceOf(checkId);
  const onPress = (): void => void session.toggleEvidence(checkId);
  return html`${opener("card.evidence", answer !== undefined, onPress)}
  ${answer === undefined ? nothing : html`<div class="evidence">${body(answer)}</div>`}`;
}

function body(answer: Answer<EvidenceRow[]>): TemplateResult {
  if (typeof answer === "string" || !answer.length) {
    const why = typeof answer === "string" ? answer : "none";
    return html`<p class="quiet" role="status">${words.text(`card.evidence_${why}`)}</p>`;
  }
  return html`<ul>
    ${answer.map((each) => html`<li>${row(each)}</li>`)}
  </ul>`;
}

function row({ kind, text, at, n }: EvidenceRow): TemplateResult {
  const rest = [
    n === null ? "" : words.plural("card.times", n),
    at === null ? "" : words.moment(at),
  ].filter(Boolean);
  return html`<span class="quiet">${words.name("evidence", kind)}</span>
    <bdi>${text || words.text("card.evidence_unnamed")}</bdi>
    ${rest.length ? html`<span class="quiet">${rest.join(" · ")}</span>` : nothing}`;
}
