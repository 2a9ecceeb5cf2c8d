/** For an administrator: what was checked, what is wrong, why it matters, what to do. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import type { AdminSession } from "../connection/admin-session.js";
import type { AdminView, Check } from "../connection/api.js";
import { checksOf, glyphOf, links, remarks, says, tag, titleOf } from "../model/check-list.js";
import { words } from "../ha/localize.js";
import { navigate } from "../ha/navigate.js";
import { evidence } from "./evidence.js";
import { glyph, tone } from "./glyph.js";
import { risk, type Days } from "./risk.js";

export interface Listing {
  admin: AdminView;
  /** Ids as they were when the list was opened. */
  order: readonly string[];
  /** Whether this person may open the settings. */
  hasSettings: boolean;
  days: Days;
  session: AdminSession;
}

type Shown = TemplateResult | typeof nothing;

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

function check(shown: Check, listing: Listing): TemplateResult {
  const { id, params, status } = shown;
  const part = (name: string): Shown => {
    const said = words.part(id, name, params);
    return said ? html`<p><strong>${words.text(`card.${name}`)}</strong> ${said}</p>` : nothing;
  };
  const shape = glyphOf(shown);
  return html`<li class="check ${tone(shape)}">
    ${glyph(shape)}
    <div class="text">
      <h4>${titleOf(id, [shown])} <span class="tag">${tag(shown)}</span></h4>
      <p>${says(shown)}</p>
      ${status === "fail" || status === "unknown" ? part("why") : nothing}
      ${status === "fail" ? html`${part("fix")} ${finding(shown, listing)}` : nothing}
    </div>
  </li>`;
}

function finding(shown: Check, { hasSettings, days, session }: Listing): Shown {
  const { settings, docs } = links(shown);
  return html`${remarks(shown).map((said) => paragraph(said))}
  ${settings && hasSettings ? link("card.open_settings", settings) : nothing}
  ${docs ? link("card.read_more", docs) : nothing}
  ${shown.evidence ? evidence(shown.id, session) : nothing} ${risk(shown, days, session)}`;
}

/** A page of Home Assistant opens in place, its documentation beside it. */
function link(key: string, target: string): Shown {
  const isOwn = target.startsWith("/");
  return html`<a
    class="plain"
    href=${target}
    target=${isOwn ? nothing : "_blank"}
    rel="noopener noreferrer"
    @click=${(event: MouseEvent) => isOwn && navigate(event, target)}
    >${words.text(key)}</a
  >`;
}

function paragraph(said: string): Shown {
  return said ? html`<p class="quiet">${said}</p>` : nothing;
}
