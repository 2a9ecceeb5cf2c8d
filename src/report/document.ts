/** The report: one HTML document that needs nothing else. All values are set as text, by Lit. */
import { html, nothing, render, type TemplateResult } from "lit";
import { glyph } from "../components/glyph.js";
import type { AdminView, Snapshot } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { exposureLine, glyphOf } from "../model/check-list.js";
import type { Glance } from "../model/view-model.js";
import { arithmetic } from "./arithmetic.js";
import { groupsOf } from "./groups.js";
import { reportRow } from "./report-row.js";
import { reportStyles } from "./report-styles.js";
import type { Names } from "./report.js";
import { withoutNames } from "./without-names.js";

declare const CARD_VERSION: string;
/** Nothing is loaded, sent or executed, whatever the document contains. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export interface ReportContent {
  snapshot: Snapshot;
  admin: AdminView;
  shown: Glance;
  /** By the server's clock. */
  now: number;
  /** The title that the user gave the card. */
  title: string;
  /** Home Assistant's version. */
  core: string;
}

/** Return the document; without names if there are none. */
export function reportHtml(content: ReportContent, names: Names | null): string {
  const page = document.implementation.createHTMLDocument(words.text("report.title"));
  const { documentElement: root, head, body } = page;
  root.lang = words.locale;
  root.dir = document.dir;
  const style = page.createElement("style");
  style.textContent = reportStyles.cssText;
  render(
    html`<meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content=${POLICY} />
      <meta name="viewport" content="width=device-width" />`,
    head,
  );
  head.append(style);
  const admin = names ? content.admin : withoutNames(content.admin);
  render(main({ ...content, admin }, names), body);
  // Lit marks its places with comments. In text and attributes, "<" is escaped.
  return new XMLSerializer().serializeToString(page).replace(/<!--.*?-->/g, "");
}

function main(content: ReportContent, names: Names | null): TemplateResult {
  const { snapshot, admin, shown, now, title, core } = content;
  const groups = groupsOf(admin);
  const { checked_at, ruleset, score } = snapshot;
  const lines = [
    shown.note,
    shown.lastState?.label,
    groups.map(([name, { length }]) => `${name} ${words.number(length)}`).join(" · "),
    exposureLine(admin),
    words.text("report.checked", { at: words.exact(checked_at ?? 0) }),
    words.text("report.created", { at: words.exact(now) }),
    words.text("report.versions", { core, card: CARD_VERSION, ruleset }),
    words.text(`report.with${names ? "" : "out"}_names`),
  ].filter(Boolean);
  const sum = arithmetic(score, admin);
  return html`<main>
    <h1>${words.text("report.title")}</h1>
    ${names && title ? html`<p><bdi>${title}</bdi></p>` : nothing}
    <h2>${glyph(shown.glyph)} ${shown.word}</h2>
    ${lines.map((line) => html`<p>${line}</p>`)}
    ${
      sum.length
        ? html`<h2>${words.text("card.score", { n: words.number(score ?? 0) })}</h2>
            <table>
              ${sum.map(
                ([n, meaning]) =>
                  html`<tr>
                    <td>${n}</td>
                    <td>${meaning}</td>
                  </tr>`,
              )}
            </table>`
        : nothing
    }
    ${groups.map(([name, rows]) => {
      const [first] = rows;
      return html`<h2>${first && glyph(glyphOf(first))} ${name}</h2>
        ${rows.map((each) => reportRow(each, names))}`;
    })}
  </main>`;
}
