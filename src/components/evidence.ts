/**
 * The evidence of a finding: names and addresses, fetched when it is opened, shown as text. New
 * administrators and tokens are confirmed below it, so that nobody confirms what was not shown.
 */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { Evidence, EvidenceRow } from "../connection/api.js";
import type { Answer } from "../connection/request.js";
import { words } from "../ha/localize.js";
import { opener } from "./admin-bar.js";
import { statusLine } from "./risk.js";

export function evidence(checkId: string, session: AdminSession): TemplateResult {
  const answer = session.evidenceOf(checkId);
  const onPress = (): void => void session.toggleEvidence(checkId);
  const status = confirmStatus(checkId, session);
  return html`${opener("card.evidence", answer !== undefined, onPress)}
  ${answer === undefined ? nothing : html`<div class="evidence">${body(answer)}</div>`}
  ${typeof answer === "object" ? confirmation(checkId, answer, status, session) : nothing}
  ${status === "confirmed" ? statusLine(status, "confirm") : nothing}`;
}

function body(answer: Answer<Evidence>): TemplateResult {
  const why = typeof answer === "string" ? answer : "none";
  if (typeof answer === "string" || !answer.rows.length) {
    return html`<p class="quiet" role="status">${words.text(`card.evidence_${why}`)}</p>`;
  }
  return html`<ul>
    ${answer.rows.map((each) => html`<li>${row(each)}</li>`)}
  </ul>`;
}

/** Return the status of the form that confirms a finding's rows; null while it is closed. */
function confirmStatus(checkId: string, { draft }: AdminSession): string | null {
  return draft?.kind === "confirm" && draft.checkId === checkId ? draft.status : null;
}

function confirmation(
  checkId: string,
  { confirmation: key }: Evidence,
  status: string | null,
  session: AdminSession,
): TemplateResult | typeof nothing {
  if (key === undefined) return nothing;
  if (key === null) return html`<p class="quiet">${words.text("confirm.refused")}</p>`;
  const onPress = (): void => session.toggleDraft("confirm", checkId);
  return html`${opener("confirm.open", status !== null, onPress)}
  ${
    status === null
      ? nothing
      : html`<p class="quiet">${words.text("confirm.note")}</p>
          <button
            class="plain"
            aria-disabled=${String(status === "sending")}
            @click=${() => void session.confirm(checkId, key)}
          >
            ${words.text("confirm.confirm")}
          </button>
          ${statusLine(status, "confirm")}`
  }`;
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
