/** Below the tiles, for an administrator: the score's arithmetic, the exposure, two buttons. */
import { html, nothing, type TemplateResult } from "lit";
import type { Recheck } from "../admin-session.js";
import type { Words } from "../localize.js";

export interface AdminBar {
  lines: string[];
  recheck: Recheck;
  onRecheck: () => void;
  /** null: the list is always there. */
  isListOpen: boolean | null;
  onList: () => void;
}

export function adminBar(bar: AdminBar, words: Words): TemplateResult {
  const isRunning = bar.recheck === "running";
  const failed = bar.recheck === "failed" || bar.recheck === "not_ready";
  return html`<div class="admin">
    <div class="text">${bar.lines.map((line) => html`<p class="quiet">${line}</p>`)}</div>
    <div class="buttons">
      ${
        bar.isListOpen === null
          ? nothing
          : html`<button
              class="plain"
              aria-expanded=${bar.isListOpen ? "true" : "false"}
              @click=${bar.onList}
            >
              ${words.text("card.all_checks")}
            </button>`
      }
      <button class="plain" aria-disabled=${isRunning ? "true" : "false"} @click=${bar.onRecheck}>
        ${words.text(isRunning ? "card.checking" : "card.check_now")}
      </button>
    </div>
    ${failed ? html`<p class="quiet" role="status">${words.text(`card.check_${bar.recheck}`)}</p>` : nothing}
  </div>`;
}
