/** What an administrator can do with the card as a whole. */
import { html, nothing, type TemplateResult } from "lit";
import type { Detail } from "../api.js";
import type { Words } from "../localize.js";

export interface ToolsContext {
  words: Words;
  checking: "no" | "running" | "failed";
  /** Whether all checks are shown; null: they always are, or never. */
  allShown: boolean | null;
  onCheck(): void;
  onToggleAll(): void;
}

export function tools({ words, checking, allShown, onCheck, onToggleAll }: ToolsContext): TemplateResult {
  const busy = checking === "running";
  return html`<div class="tools">
    <button class="plain" ?disabled=${busy} @click=${onCheck}>
      ${words.text(busy ? "card.checking" : "card.check_now")}
    </button>
    ${allShown === null
      ? nothing
      : html`<button class="plain" aria-expanded=${allShown ? "true" : "false"} @click=${onToggleAll}>
          ${words.text(allShown ? "card.hide" : "card.details")}
        </button>`}
    ${checking === "failed" ? html`<span class="quiet" role="alert">${words.text("card.check_failed")}</span>` : nothing}
  </div>`;
}

/** Return who can reach the instance, and how that is known. */
export function exposureLine({ exposure }: Detail, words: Words): string {
  const level = words.text(`exposure.${exposure.level}`);
  const evidence = exposure.evidence.map((row) =>
    row.n === undefined
      ? words.text(`exposure.${row.kind}`)
      : words.plural(`exposure.${row.kind}`, row.n),
  );
  if (!evidence.length) return level;
  return words.text("card.exposure_because", { level, evidence: evidence.join(", ") });
}

/** Return the score and what holds it down. */
export function scoreLine(
  score: number | null,
  detail: Detail | null,
  words: Words,
): string {
  if (score === null) return "";
  const cap = detail?.score.cap;
  const raw = detail?.score.raw;
  if (!cap || raw === null || raw === undefined || raw <= score) {
    return words.text("card.score", { n: score });
  }
  const check = detail.checks.find(({ id }) => id === cap.by);
  const title = words.check(cap.by, "title", check?.params ?? new Map()) || cap.by;
  return words.text("card.score_capped", { n: score, title, raw });
}
