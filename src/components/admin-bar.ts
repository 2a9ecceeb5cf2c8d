/** The bar below the tiles, for administrators: score, exposure, and the buttons that open lists. */
import { html, nothing, type TemplateResult } from "lit";
import type { Recheck } from "../connection/recheck.js";
import { words } from "../ha/localize.js";

interface AdminBar {
  lines: string[];
  /** Which panel is open. */
  panel: string;
  /** null: the list is always open. */
  onList: (() => void) | null;
  onChanges: () => void;
  recheck: Recheck;
  onCheck: () => void;
}

export function adminBar(bar: AdminBar): TemplateResult {
  const { isRunning, text } = bar.recheck;
  return html`<div class="admin">
    <div class="text">${bar.lines.map((line) => html`<p class="quiet line">${line}</p>`)}</div>
    <div class="asked">
      <div class="buttons">
        ${bar.onList ? opener("card.all_checks", bar.panel === "list", bar.onList) : nothing}
        ${opener("changes.open", bar.panel === "changes", bar.onChanges)}
        <button
          class="plain ${isRunning ? "running" : ""}"
          aria-disabled=${String(isRunning)}
          @click=${bar.onCheck}
        >
          ${words.text("card.check_now")}
        </button>
      </div>
      <p class="outcome" role="status">${text}</p>
    </div>
  </div>`;
}

/** Return a button that opens and closes something below it. */
export function opener(
  key: string,
  isOpen: boolean,
  onPress: () => void,
  look = "",
): TemplateResult {
  return html`<button class="plain ${look}" aria-expanded=${String(isOpen)} @click=${onPress}>
    ${words.text(key)}
  </button>`;
}
