/** The rows behind a finding: names and addresses, fetched when asked for, shown as text. */
import { html, nothing, type TemplateResult } from "lit";
import type { Evidence } from "../admin-session.js";
import type { EvidenceRow } from "../api.js";
import type { Item } from "../check-list.js";
import type { Words } from "../localize.js";

/** `found` is undefined while it is closed. */
export function evidence(
  { id }: Item,
  found: Evidence | undefined,
  onEvidence: (checkId: string) => void,
  words: Words,
): TemplateResult {
  const isOpen = found !== undefined;
  return html`<button
      class="plain"
      aria-expanded=${isOpen ? "true" : "false"}
      @click=${() => onEvidence(id)}
    >
      ${words.text("card.evidence")}
    </button>
    ${isOpen ? html`<div class="evidence">${body(found, words)}</div>` : nothing}`;
}

function body(found: Evidence, words: Words): TemplateResult {
  if (typeof found === "string")
    return html`<p class="quiet">${words.text(`card.evidence_${found}`)}</p>`;
  if (!found.length) return html`<p class="quiet">${words.text("card.evidence_none")}</p>`;
  return html`<ul>
    ${found.map((shown) => html`<li>${row(shown, words)}</li>`)}
  </ul>`;
}

function row({ kind, text, at, n }: EvidenceRow, words: Words): TemplateResult {
  const rest = [
    n === null ? "" : words.counted("card.times", n),
    at === null ? "" : words.moment(at),
  ].filter(Boolean);
  return html`<span class="quiet">${words.name("evidence", kind)}</span>
    <bdi>${text || words.text("card.evidence_unnamed")}</bdi>
    ${rest.length ? html`<span class="quiet">${rest.join(" · ")}</span>` : nothing}`;
}
