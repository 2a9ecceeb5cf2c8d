/** What is seen from across the room: one shape, one word, the counts. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { breadth, words } from "../ha/localize.js";
import type { Glance } from "../model/view-model.js";
import { glyph, tone } from "./glyph.js";

/** Return the hero; `title` is the user's own name for the card, or "". */
export function hero(glance: Glance, title: string, onPress: (() => void) | null): TemplateResult {
  const { glyph: shape, word, provisional, note, facts } = glance;
  const name = title || words.text("card.heading");
  return html`<div class="hero ${shape} ${tone(shape)} ${provisional ? "guess" : ""}">
    ${glyph(shape)}
    <div class="text">
      <h2>
        <span class=${title ? "title" : "spoken"}>${name}</span>
        <span class="word ${fit(word)}">${word}</span>
      </h2>
      ${counts(glance)} ${note ? html`<p class="meta note">${note}</p>` : nothing}
      ${facts.length ? html`<p class="meta facts">${facts.join(" · ")}</p>` : nothing}
    </div>
    ${onPress ? html`<button class="cover" aria-label=${name} @click=${onPress}></button>` : nothing}
  </div>`;
}

/** Long words stand smaller rather than broken. */
function fit(word: string): string {
  const letters = breadth(word);
  return letters > 14 ? "longest" : letters > 10 ? "long" : "";
}

/** The counts, or the word that was true once. */
function counts({ counts: present, was }: Glance): TemplateResult | typeof nothing {
  const shown = was ? [was] : present;
  if (!shown.length) return nothing;
  return html`<ul class="counts">
    ${shown.map((count) => html`<li>${glyph(count.glyph)}<span>${count.label}</span></li>`)}
  </ul>`;
}
