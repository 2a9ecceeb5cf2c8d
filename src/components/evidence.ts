/** The rows behind a finding: names and addresses, fetched when asked for. Text only. */
import { html, nothing, type TemplateResult } from "lit";
import type { EvidenceRow } from "../api.js";
import type { Words } from "../localize.js";
import type { ChecksContext } from "./checks.js";

export function evidence(id: string, context: ChecksContext): TemplateResult {
  const { words, onEvidence } = context;
  const found = context.evidence.get(id);
  return html`<button
      class="plain"
      aria-expanded=${found === undefined ? "false" : "true"}
      @click=${() => onEvidence(id)}
    >
      ${words.text(found === undefined ? "card.show_evidence" : "card.hide_evidence")}
    </button>
    ${found === undefined ? nothing : rows(found, words)}`;
}

function rows(found: EvidenceRow[] | string, words: Words): TemplateResult {
  if (typeof found === "string") {
    const key = { loading: "checking", refused: "evidence_refused" }[found] ?? "evidence_failed";
    return html`<p class="quiet">${words.text(`card.${key}`)}</p>`;
  }
  return html`<ul class="evidence">
    ${found.map((row) => html`<li>${words.text(`evidence.${row.kind}`)} ${body(row, words)}</li>`)}
  </ul>`;
}

function body(row: EvidenceRow, words: Words): TemplateResult {
  const rest = [
    row.n === null ? "" : words.text("card.times", { n: row.n }),
    row.at === null ? "" : `${words.date(row.at)}, ${words.time(row.at)}`,
  ].filter(Boolean);
  return html`<bdi>${row.text || words.text("card.no_longer_known")}</bdi>
    ${rest.length ? html`<span class="quiet">${rest.join(" · ")}</span>` : nothing}`;
}
