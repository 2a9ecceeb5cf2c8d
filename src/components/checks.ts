/** The list of checks, for administrators: what is wrong, why it matters, how to fix it. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { AdminView, Check } from "../connection/api.js";
import {
  checksOf,
  glyphOf,
  headlineOf,
  links,
  notes,
  resultText,
  tag,
  topicOf,
} from "../model/check-list.js";
import { words } from "../ha/localize.js";
import { followLink } from "../ha/navigate.js";
import { evidence } from "./evidence.js";
import { glyph, tone } from "./glyph.js";
import { heading } from "./heading.js";
import { risk, type Days } from "./risk.js";

interface Listing {
  admin: AdminView;
  /** The ids in the order that was urgent when the list was opened. */
  order: readonly string[];
  /** Whether this user can open the settings. */
  hasSettings: boolean;
  days: Days;
  session: AdminSession;
}

type Part = TemplateResult | typeof nothing;

/** Return the checks of the areas, each area under its name. */
export function checks(areas: string[], listing: Listing): TemplateResult {
  return html`${areas.map((area) => {
    const rows = checksOf(area, listing.admin, listing.order);
    const label = words.name("areas", area);
    return html`<section aria-label=${label}>
      <h3>${label}</h3>
      ${
        rows.length
          ? html`<ul class="checks">
              ${rows.map((row) => check(row, listing))}
            </ul>`
          : paragraph(words.text("card.no_checks"))
      }
    </section>`;
  })}`;
}

function check(row: Check, listing: Listing): TemplateResult {
  const { id, params, status } = row;
  const part = (name: string): Part => {
    const text = words.checkText(id, name, params);
    return text ? html`<p><strong>${words.text(`card.${name}`)}</strong> ${text}</p>` : nothing;
  };
  const shape = glyphOf(row);
  const titles = { topic: topicOf(id, [row]), headline: headlineOf(id, [row]), tag: tag(row) };
  const hasResult = titles.headline === titles.topic; // else the headline is the result
  return html`<li class="check ${tone(shape)}">
    ${glyph(shape)}
    <div class="text">
      ${heading(titles)} ${hasResult ? html`<p>${resultText(row)}</p>` : nothing}
      ${status === "fail" || status === "unknown" ? part("why") : nothing}
      ${status === "fail" ? html`${part("fix")} ${finding(row, listing)}` : nothing}
      ${status === "unknown" && row.evidence ? evidence(row.id, listing.session) : nothing}
    </div>
  </li>`;
}

function finding(row: Check, { hasSettings, days, session }: Listing): Part {
  const { settings, docs } = links(row);
  return html`${notes(row).map((note) => paragraph(note))}
  ${settings && hasSettings ? link("card.open_settings", settings) : nothing}
  ${docs ? link("card.read_more", docs) : nothing}
  ${row.evidence ? evidence(row.id, session) : nothing} ${risk(row, days, session)}`;
}

/** Return a link: to a page of Home Assistant in place, to its documentation in a new tab. */
function link(key: string, target: string): Part {
  const isOwn = target.startsWith("/");
  return html`<a
    class="plain"
    href=${target}
    target=${isOwn ? nothing : "_blank"}
    rel="noopener noreferrer"
    @click=${(event: MouseEvent) => isOwn && followLink(event, target)}
    >${words.text(key)}</a
  >`;
}

function paragraph(text: string): Part {
  return text ? html`<p class="quiet">${text}</p>` : nothing;
}
