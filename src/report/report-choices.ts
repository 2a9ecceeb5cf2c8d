/** The button for a report, and what can be chosen about it. */
import { html, nothing, type TemplateResult } from "lit";
import { opener } from "../components/admin-bar.js";
import { words } from "../ha/localize.js";
import { reportHtml, type ReportContent } from "./document.js";
import type { Names, Report } from "./report.js";

interface Choices {
  report: Report;
  /** Return what is shown now; null if this user may not see it any more. */
  content: () => ReportContent | null;
  canPrint: boolean;
}

export function reportChoices({ report, content, canPrint }: Choices): TemplateResult {
  const { isOpen, names } = report;
  const isLoading = names !== null && names.done < names.of;
  const button = (key: string, use: (html: string, day: string) => void): TemplateResult => {
    const onPress = (): void => {
      const shown = content();
      if (shown && !isLoading) use(reportHtml(shown, names), words.day(shown.now));
    };
    return html`<button class="plain" aria-disabled=${String(isLoading)} @click=${onPress}>
      ${words.text(`report.${key}`)}
    </button>`;
  };
  return html`<div class="report">
    ${opener("report.open", isOpen, () => report.toggle())}
    ${
      isOpen
        ? html`<p class="quiet">${words.text("report.note")}</p>
            <label class="choice"
              ><span
                ><input
                  type="checkbox"
                  .checked=${names !== null}
                  @change=${() => report.toggleNames(content()?.admin.checks ?? [])}
                />${words.text("report.names")}</span
              ></label
            >
            <p class="quiet" role="status">${status(report, isLoading)}</p>
            <div class="buttons">
              ${canPrint ? button("print", (page) => report.print(page)) : nothing}
              ${button("save", (page, day) => report.save(page, day))}
            </div>`
        : nothing
    }
  </div>`;
}

function status({ names, isRefused }: Report, isLoading: boolean): string {
  if (isRefused) return words.text("report.refused");
  if (!names) return "";
  const [done, of] = [words.number(names.done), words.number(names.of)];
  if (isLoading) return words.text("report.loading", { done, of });
  return isIncomplete(names) ? words.text("report.incomplete") : "";
}

function isIncomplete({ evidence, acceptors }: Names): boolean {
  return [...evidence.values(), acceptors].some((answer) => typeof answer === "string");
}
