/** The frame of what an administrator opens: its title, a way to close it that stays in view, the content. */
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../ha/localize.js";
import type { Glyph } from "../model/tile-model.js";
import { glyph } from "./glyph.js";

interface Panel {
  /** "inside": below a tile; "all": below the bar. */
  place: "inside" | "all";
  title: string;
  /** The state of what the title names. */
  shape?: Glyph | null;
  onClose: () => void;
}

/**
 * Return the panel. In a card of automatic height it stands in the flow; in a card of fixed height it
 * covers the card, and what is below it is hidden by the class "covered" on the body (styles/panel.ts).
 */
export function panel(
  { place, title, shape, onClose }: Panel,
  content: TemplateResult | typeof nothing,
): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (holdsText(event.currentTarget as Element)) return;
    event.preventDefault(); // a dialog around the card stays open
    event.stopPropagation();
    onClose();
  };
  return html`<section class="sheet ${place}" aria-labelledby="sheet" @keydown=${onKey}>
    <div class="sheet-head">
      ${shape ? glyph(shape) : nothing}
      <h3 class="text" id="sheet" aria-level="2" tabindex="-1" .textContent=${title}></h3>
      <button class="plain close" @click=${onClose}>${words.text("card.close")}</button>
    </div>
    ${content}
  </section>`;
}

/** Return whether something was written that closing would lose. */
function holdsText(sheet: Element): boolean {
  const fields = sheet.querySelectorAll<HTMLInputElement>("input:not([type=checkbox]), textarea");
  return [...fields].some(({ value, defaultValue }) => value !== defaultValue);
}
