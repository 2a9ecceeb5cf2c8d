/** One check in a report. */
import { html, nothing, type TemplateResult } from "lit";
import { evidenceRow } from "../components/evidence.js";
import type { Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { headlineOf, links, notes, resultText, topicOf } from "../model/check-list.js";
import { hasDetails, type Names } from "./report.js";

type Part = TemplateResult | typeof nothing;

export function reportRow(check: Check, names: Names | null): TemplateResult {
  const { id, area, status } = check;
  const [topic, headline] = [topicOf(id, [check]), headlineOf(id, [check])];
  const part = (name: string): Part => {
    const text = words.checkText(id, name, check.params);
    return text ? html`<p><b>${words.text(`card.${name}`)}</b> ${text}</p>` : nothing;
  };
  const isFinding = status === "fail";
  const docs = isFinding && links(check).docs;
  return html`<article>
    <h3>${headline}</h3>
    ${quiet(`${words.name("areas", area)} · ${headline === topic ? resultText(check) : topic}`)}
    ${isFinding || status === "unknown" ? part("why") : nothing}
    ${isFinding ? [part("fix"), ...notes(check).map(quiet)] : nothing}
    ${docs ? html`<p><a href=${docs} rel="noopener noreferrer">${docs}</a></p>` : nothing}
    ${isFinding ? acceptance(check, names) : nothing}
    ${names && hasDetails(check) ? details(id, names) : nothing}
  </article>`;
}

function acceptance({ id, accepted }: Check, names: Names | null): Part {
  if (!accepted) return nothing;
  const { until, reason } = accepted;
  const by = typeof names?.acceptors === "object" && names.acceptors.get(id);
  return html`<p>${words.text("risk.until_then", { at: words.date(until) })}</p>
    ${names ? html`<p><bdi>${reason || words.text("risk.reason_refused")}</bdi></p>` : nothing}
    ${names ? html`<p>${words.text("risk.by")} <bdi>${by || words.text("card.evidence_unnamed")}</bdi></p>` : nothing}`;
}

function details(id: string, { evidence }: Names): Part {
  const answer = evidence.get(id);
  if (typeof answer !== "object") {
    const key = answer === "refused" ? "card.evidence_refused" : "report.not_loaded";
    return quiet(words.text(key));
  }
  return html`<ul>
    ${answer.rows.map((each) => html`<li>${evidenceRow(each)}</li>`)}
  </ul>`;
}

function quiet(text: string): Part {
  return text ? html`<p class="quiet">${text}</p>` : nothing;
}
