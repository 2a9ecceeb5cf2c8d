/** The bar below the tiles, for administrators: score, exposure, and the buttons that open lists. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import { words } from "../ha/localize.js";

interface AdminBar {
  lines: string[];
  /** null: the list is always open. */
  onList: (() => void) | null;
  onChanges: () => void;
}

export function adminBar(bar: AdminBar, session: AdminSession): TemplateResult {
  const { recheck, panel } = session;
  const isRunning = recheck === "running";
  return html`<div class="admin">
    <div class="text">
      ${bar.lines.map((line) => html`<p class="quiet">${line}</p>`)}
      <p class="quiet" role="status">${words.text(`card.check_${recheck}`)}</p>
    </div>
    <div class="buttons">
      ${bar.onList ? opener("card.all_checks", panel === "list", bar.onList) : nothing}
      ${opener("changes.open", panel === "changes", bar.onChanges)}
      <button
        class="plain"
        aria-disabled=${String(isRunning)}
        @click=${() => void session.checkNow()}
      >
        ${words.text(isRunning ? "card.checking" : "card.check_now")}
      </button>
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
