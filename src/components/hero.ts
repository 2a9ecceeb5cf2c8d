/** What is seen from across the room: one shape, one word, the counts. */
import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../localize.js";
import type { Glance } from "../view-model.js";
import { glyph } from "./glyph.js";

/** Return the hero; `title` is the user's own name for the card, or "". */
export function hero(glance: Glance, title: string, words: Words): TemplateResult {
  return html`<div class="hero ${glance.glyph}">
    ${glyph(glance.glyph)}
    <div class="text">
      <h2>
        <span class=${title ? "title" : "spoken"}>${title || words.text("card.heading")}</span>
        <span class="word">${glance.word}</span>
      </h2>
      ${counts(glance)} ${glance.note ? html`<p class="meta note">${glance.note}</p>` : nothing}
      ${glance.facts.length ? html`<p class="meta facts">${glance.facts.join(" · ")}</p>` : nothing}
    </div>
  </div>`;
}

function counts({ counts: shown, was }: Glance): TemplateResult | typeof nothing {
  if (was) return html`<p class="counts">${glyph(was.glyph)}<span>${was.text}</span></p>`;
  if (!shown.length) return nothing;
  return html`<ul class="counts">
    ${shown.map((count) => html`<li>${glyph(count.glyph)}<span>${count.label}</span></li>`)}
  </ul>`;
}
