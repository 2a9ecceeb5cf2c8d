/** For an administrator: what was checked, what is wrong, why it matters, what to do. */
import { html, nothing, type TemplateResult } from "lit";
import type { Evidence } from "../admin-session.js";
import type { Group, Item } from "../check-list.js";
import type { Words } from "../localize.js";
import { navigate } from "../navigate.js";
import { evidence } from "./evidence.js";
import { glyph } from "./glyph.js";

export interface ChecksContext {
  words: Words;
  evidenceOf: (checkId: string) => Evidence | undefined;
  onEvidence: (checkId: string) => void;
}

/** Return the groups, each under its area's name. */
export function checks(groups: Group[], context: ChecksContext): TemplateResult {
  return html`${groups.map(
    ({ label, items }) =>
      html`<section aria-label=${label}>
        <h3>${label}</h3>
        ${
          items.length
            ? html`<ul class="checks">
                ${items.map((item) => check(item, context))}
              </ul>`
            : html`<p class="quiet">${context.words.text("card.no_checks")}</p>`
        }
      </section>`,
  )}`;
}

function check(item: Item, context: ChecksContext): TemplateResult {
  const { words } = context;
  return html`<li class="check ${item.glyph}">
    ${glyph(item.glyph)}
    <div class="text">
      <h4>${item.title} <span class="tag">${item.tag}</span></h4>
      <p>${item.says}</p>
      ${item.since ? html`<p class="quiet">${item.since}</p>` : nothing}
      ${named(words.text("card.why"), item.why)} ${named(words.text("card.fix"), item.fix)}
      ${links(item, words)}
      ${
        item.hasEvidence
          ? evidence(item, context.evidenceOf(item.id), context.onEvidence, words)
          : nothing
      }
    </div>
  </li>`;
}

function named(name: string, said: string): TemplateResult | typeof nothing {
  return said ? html`<p><strong>${name}.</strong> ${said}</p>` : nothing;
}

function links({ settings, docs }: Item, words: Words): TemplateResult | typeof nothing {
  if (!settings && !docs) return nothing;
  return html`<p class="links">
    ${
      settings
        ? html`<a href=${settings} @click=${(event: MouseEvent) => navigate(event, settings)}
            >${words.text("card.open_settings")}</a
          >`
        : nothing
    }
    ${
      docs
        ? html`<a href=${docs} target="_blank" rel="noopener noreferrer"
            >${words.text("card.read_more")}</a
          >`
        : nothing
    }
  </p>`;
}
