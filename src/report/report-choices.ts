/** The button for a report, and what can be chosen about it. */
import { html, nothing, type TemplateResult } from "lit";
import { opener } from "../components/admin-bar.js";
import type { Administrator } from "../components/administrator.js";
import { words } from "../ha/localize.js";
import { reportHtml, reportPage } from "./document.js";

export function reportChoices(view: Administrator): TemplateResult {
  const { report } = view.session;
  const { checks } = view.admin;
  const { isOpen, names } = report;
  const answers = [names?.acceptors, ...checks.map(({ id }) => names?.evidenceOf(id))].filter(
    Boolean,
  );
  const done = answers.filter((answer) => answer !== "loading").length;
  const isLoading = done < answers.length;
  const isIncomplete = answers.some((answer) => typeof answer === "string");
  const status = isLoading ? "loading" : isIncomplete ? "incomplete" : "";
  const button = (key: string, onPress: () => void): TemplateResult =>
    html`<button
      class="plain"
      aria-disabled=${String(isLoading)}
      @click=${() => void (isLoading || onPress())}
    >
      ${words.text(`report.${key}`)}
    </button>`;
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
            <p class="quiet" role="status">
              ${words.text(`report.${status}`, { done: words.number(done), of: words.number(answers.length) })}
            </p>
            <div class="buttons">
              ${view.hass?.auth?.external ? nothing : button("print", () => report.print(reportPage(view)))}
              ${button("save", () => report.save(reportHtml(view), words.day(view.now)))}
            </div>`
        : nothing
    }
  </div>`;
}
