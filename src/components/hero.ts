/** The overall state, legible from three metres: one shape, one word, the counts. */
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../ha/localize.js";
import type { Glance } from "../model/view-model.js";
import { glyph, tone } from "./glyph.js";

type Part = TemplateResult | typeof nothing;
/** Return what a tap on the state or the score does; null: it is no button. */
type TapOf = (subject: "state" | "score") => (() => void) | null;

/** Return the hero; `title` is the configured title of the card, or "". */
export function hero(glance: Glance, title: string, tapOf: TapOf): TemplateResult {
  const { glyph: shape, word, provisional, note, hint } = glance;
  const onTap = tapOf("state");
  const name = title || words.text("card.heading");
  return html`<div class="hero ${shape} ${tone(shape)} ${provisional ? "provisional" : ""}">
    ${glyph(shape)}
    <div class="text">
      <h2>
        <span class="name">${name}</span>
        <span class="word">${word}</span>
      </h2>
      ${counts(glance)} ${note ? html`<p class="meta note">${note}</p>` : nothing}
      ${facts(glance, tapOf("score"))} ${hint ? html`<p class="meta hint">${hint}</p>` : nothing}
    </div>
    ${
      onTap
        ? html`<button
            class="cover"
            data-press="state"
            aria-label=${name}
            @click=${onTap}
          ></button>`
        : nothing
    }
  </div>`;
}

function facts({ score, fact }: Glance, onScore: (() => void) | null): Part {
  const shown = onScore
    ? html`<button class="score" data-press="score" @click=${onScore}>${score}</button>`
    : score;
  return fact
    ? html`<p class="meta facts">${score ? [shown, " · "] : nothing}${fact}</p>`
    : nothing;
}

/** Return the counts, or the last known state. */
function counts({ counts: current, lastState }: Glance): TemplateResult | typeof nothing {
  const shown = lastState ? [lastState] : current;
  if (!shown.length) return nothing;
  return html`<ul class="counts">
    ${shown.map(
      ({ glyph: shape, label, figure }) =>
        html`<li>
          ${glyph(shape)}<span class="words">${label}</span
          ><span class="figure" data-figure=${figure ?? ""} aria-hidden="true"></span>
        </li>`,
    )}
  </ul>`;
}
