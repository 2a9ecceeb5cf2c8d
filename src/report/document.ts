/** The report: one HTML document that needs nothing else. All values are set as text, by Lit. */
import { html, render, type TemplateResult } from "lit";
import type { Administrator } from "../components/administrator.js";
import { checks } from "../components/checks.js";
import { glyph } from "../components/glyph.js";
import { words } from "../ha/localize.js";
import { byUrgency, exposureLine } from "../model/check-list.js";
import { GLYPHS, countsOf, modeOfSnapshot } from "../model/view-model.js";
import { arithmetic } from "./arithmetic.js";
import { forReport } from "./without-names.js";

declare const CARD_VERSION: string;
/** Nothing is loaded, sent or executed, whatever the document contains. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** What works on the card only. */
const CONTROLS = "button, .filter, .primary, .start";
/** No form is open. */
const NONE = { first: "", last: "", preset: "" };

/** Return the document; with names if they have been fetched. */
function reportPage(view: Administrator): Document {
  const page = document.implementation.createHTMLDocument(words.text("report.title"));
  const { documentElement: root, head, body } = page;
  root.lang = words.locale;
  root.dir = document.dir;
  render(
    html`<meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content=${POLICY} />
      <meta name="viewport" content="width=device-width" />`,
    head,
  );
  const style = page.createElement("style");
  style.textContent = view.paper.join("").replace(/:host(\((.*?)\))?/g, ":root$2");
  head.append(style);
  render(main(view), body);
  for (const control of body.querySelectorAll(CONTROLS)) control.remove();
  return page;
}

/** Return the document as a file. Values cannot become markup: "<" is escaped in texts and attributes. */
export function reportHtml(view: Administrator): string {
  const xml = new XMLSerializer().serializeToString(reportPage(view));
  // Without the comments with which Lit marks its places; styles in HTML have no entities.
  return xml.replace(/<!--.*?-->/g, "").replace(/&gt;/g, ">");
}

function main(view: Administrator): TemplateResult {
  const { snapshot, session, now, hass } = view;
  const { names, createSession } = session.report;
  const { checked_at, counts, ruleset, score, state, provisional } = snapshot;
  const admin = forReport(view.admin, names !== null);
  const mode = modeOfSnapshot(snapshot, now);
  const lines = [
    words.text(`card.note_${provisional ? "provisional" : mode}`),
    mode === state ? "" : words.text(`card.was_${state}`),
    countsOf(counts)
      .map(({ label }) => label)
      .join(" · "),
    exposureLine(admin),
    words.text("report.checked", { at: words.moment(checked_at ?? 0) }),
    words.text("report.created", { at: words.moment(now) }),
    words.text("report.versions", {
      core: hass?.config?.version ?? "",
      card: CARD_VERSION,
      ruleset,
    }),
    words.text(names ? "report.with_names" : "report.without_names"),
  ];
  const shown = Object.assign(createSession(), {
    acceptors: names?.acceptors,
    openChecks: new Set(admin.checks.map(({ id }) => id)),
    // What was not asked for in time is missing as well.
    evidenceOf: (id: string) => (names ? (names.evidenceOf(id) ?? "failed") : undefined),
  });
  return html`<main>
    <h1>${words.text("report.title")}</h1>
    <h2>${glyph(GLYPHS[mode])} ${words.text(`states.${mode}`)}</h2>
    ${lines.map((line) => line && html`<p>${line}</p>`)}
    <table>
      <caption>
        ${words.text("card.score", { n: score === null ? "–" : words.number(score) })}
      </caption>
      ${arithmetic(score, admin).map(
        ([n, meaning]) =>
          html`<tr>
            <td>${words.number(n)}</td>
            <td>${meaning}</td>
          </tr>`,
      )}
    </table>
    <h3 aria-level="2">${words.text("card.all_checks")}</h3>
    ${checks(
      snapshot.areas.map(({ id }) => id),
      { ...view, admin, session: shown, order: byUrgency(admin), days: NONE },
    )}
  </main>`;
}
