/** The overall state, legible from three metres: one shape, one word, the counts. */
import { html, nothing, type TemplateResult } from "lit";
import { textWidth, words } from "../ha/localize.js";
import type { Glance } from "../model/view-model.js";
import { glyph, tone } from "./glyph.js";

/** Return the hero; `title` is the configured title of the card, or "". */
export function hero(glance: Glance, title: string, onPress: (() => void) | null): TemplateResult {
  const { glyph: shape, word, provisional, note, facts } = glance;
  const name = title || words.text("card.heading");
  return html`<div class="hero ${shape} ${tone(shape)} ${provisional ? "provisional" : ""}">
    ${glyph(shape)}
    <div class="text">
      <h2>
        <span class="name">${name}</span>
        <span class="word ${fit(word)}">${word}</span>
      </h2>
      ${counts(glance)} ${note ? html`<p class="meta note">${note}</p>` : nothing}
      ${facts.length ? html`<p class="meta facts">${facts.join(" · ")}</p>` : nothing}
    </div>
    ${onPress ? html`<button class="cover" aria-label=${name} @click=${onPress}></button>` : nothing}
  </div>`;
}

/** Return the class that makes a long word smaller, so that it is not broken. */
function fit(word: string): string {
  const letters = textWidth(word);
  return letters > 14 ? "longest" : letters > 10 ? "long" : "";
}

/** Return the counts, or the last known state. */
function counts({ counts: current, lastState }: Glance): TemplateResult | typeof nothing {
  const shown = lastState ? [lastState] : current;
  if (!shown.length) return nothing;
  return html`<ul class="counts">
    ${shown.map(
      ({ glyph: shape, label, figure }) =>
        html`<li>
          ${glyph(shape)}<span class="words">${label}</span>${
            figure ? html`<span class="figure" aria-hidden="true">${figure}</span>` : nothing
          }
        </li>`,
    )}
  </ul>`;
}
