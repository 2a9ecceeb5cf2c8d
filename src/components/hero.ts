/** What is seen from across the room: one shape, one word, the counts. */
import { html, nothing, type TemplateResult } from "lit";
import type { Words } from "../localize.js";
import type { View } from "../view-model.js";
import { glyph } from "./glyph.js";

export function hero(view: View, score: string, words: Words): TemplateResult {
  return html`<div class="hero ${view.glyph}">
    ${glyph(view.glyph)}
    <div class="said">
      <div class="word" role="status">${view.word}</div>
      ${view.note ? html`<div class="note">${view.note}</div>` : nothing}
      ${view.counts.length
        ? html`<ul class="counts">
            ${view.counts.map(
              (count) => html`<li class=${count.glyph}>${glyph(count.glyph)}<span>${count.text}</span></li>`,
            )}
          </ul>`
        : nothing}
      ${score ? html`<div class="score">${score}</div>` : nothing}
      ${view.age || view.provisional
        ? html`<div class="age">
            ${[view.age, view.provisional ? words.text("card.provisional") : ""].filter(Boolean).join(" · ")}
          </div>`
        : nothing}
    </div>
  </div>`;
}
