/** The button for a report, and what can be chosen about it. */
import { html, nothing, type TemplateResult } from "lit";
import { opener } from "../components/admin-bar.js";
import type { Administrator } from "../components/administrator.js";
import { words } from "../ha/localize.js";
import { reportHtml } from "./document.js";

export function reportChoices(view: Administrator): TemplateResult {
  const { report } = view.session;
  const { checks } = view.admin;
  const { isOpen, names } = report;
  const answers = [names?.acceptors, ...checks.map(({ id }) => names?.evidenceOf(id))].filter(
    Boolean,
  );
  const isLoading = answers.includes("loading");
  const isIncomplete = answers.some((answer) => typeof answer === "string");
  const status = isLoading ? "loading" : isIncomplete ? "incomplete" : "";
  return html`<div class="report">
    ${opener("report.open", isOpen, () => report.toggle())}
    ${
      isOpen
        ? html`<p class="quiet">${words.text("report.note")}</p>
            <div class="choice">
              <label
                ><input
                  type="checkbox"
                  .checked=${names !== null}
                  @change=${() => report.toggleNames(checks)}
                />${words.text("report.names")}</label
              >
            </div>
            <p class="quiet" role="status">${words.text(`report.${status}`)}</p>
            <div class="buttons">
              <button
                class="plain"
                aria-disabled=${String(isLoading)}
                @click=${() => {
                  if (!isLoading) report.save(reportHtml(view), words.day(view.now));
                }}
              >
                ${words.text("report.save")}
              </button>
            </div>`
        : nothing
    }
  </div>`;
}
