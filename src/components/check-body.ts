/** What the row of a check opens: the result, why it matters, how to fix it, what to do about it. */
import { html, nothing, type TemplateResult } from "lit";
import type { Check } from "../connection/api.js";
import { headlineOf, links, notes, resultText, topicOf } from "../model/check-list.js";
import { words } from "../ha/localize.js";
import { followLink } from "../ha/navigate.js";
import type { Listing } from "./checks.js";
import { evidence } from "./evidence.js";
import { risk } from "./risk.js";

type Part = TemplateResult | typeof nothing;

export function checkBody(row: Check, listing: Listing): TemplateResult {
  const { id, params, status } = row;
  const part = (name: string): Part => {
    const text = words.checkText(id, name, params);
    return text ? html`<p><strong>${words.text(`card.${name}`)}</strong> ${text}</p>` : nothing;
  };
  const topic = topicOf(id, [row]);
  const hasResult = topic === headlineOf(id, [row]); // else the headline is the result
  return html`<div class="opened">
    <p class=${hasResult ? nothing : "topic"}>${hasResult ? resultText(row) : topic}</p>
    ${status === "fail" || status === "unknown" ? part("why") : nothing}
    ${status === "fail" ? html`${part("fix")} ${finding(row, listing)}` : nothing}
    ${status === "unknown" && row.evidence ? evidence(id, listing.session) : nothing}
  </div>`;
}

function finding(row: Check, { hasSettings, days, session }: Listing): Part {
  const { settings, docs } = links(row);
  return html`${notes(row).map((note) => (note ? html`<p class="quiet">${note}</p>` : nothing))}
  ${settings && hasSettings ? link("card.open_settings", settings) : nothing}
  ${docs ? link("card.read_more", docs) : nothing}
  ${row.evidence ? evidence(row.id, session) : nothing} ${risk(row, days, session)}`;
}

/** Return a link: to a page of Home Assistant in place, to its documentation in a new tab. */
export function link(key: string, target: string, about?: string): Part {
  const isOwn = target.startsWith("/");
  const label = words.text(key);
  return html`<a
    class="plain ${isOwn ? "primary" : ""}"
    href=${target}
    target=${isOwn ? nothing : "_blank"}
    rel="noopener noreferrer"
    aria-label=${about ? `${label}: ${about}` : nothing}
    @click=${(event: MouseEvent) => isOwn && followLink(event, target)}
    >${label}</a
  >`;
}
