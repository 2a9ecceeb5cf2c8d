/** The bar below the tiles, for administrators: score, exposure, and the buttons that open lists. */
import { html, nothing, type TemplateResult } from "lit";
import type { Recheck } from "../connection/recheck.js";
import { words } from "../ha/localize.js";
import { outcomeOf } from "../model/recheck-outcome.js";

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
  const { panel, recheck } = bar;
  const isRunning = recheck.status === "running";
  return html`<div class="admin">
    <div class="text">${bar.lines.map((line) => html`<p class="quiet">${line}</p>`)}</div>
    <div class="buttons">
      ${bar.onList ? opener("card.all_checks", panel === "list", bar.onList) : nothing}
      ${opener("changes.open", panel === "changes", bar.onChanges)}
      <button
        class="plain check-now ${isRunning ? "running" : ""}"
        aria-disabled=${String(isRunning)}
        data-other=${words.text(isRunning ? "card.check_now" : "card.checking")}
        @click=${bar.onCheck}
      >
        ${words.text(isRunning ? "card.checking" : "card.check_now")}
      </button>
    </div>
    <p class="outcome quiet" role="status">${outcome(recheck)}</p>
  </div>`;
}

/** Return what came of the check, beside the button that asked for it. */
function outcome({ status, before, after }: Recheck): string {
  return before && after ? outcomeOf(before, after) : words.text(`card.check_${status}`);
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
