/** What comes first for an administrator, between the state and the areas. */
import { html, nothing, type TemplateResult } from "lit";
import { startRows, type Start } from "./start-here.js";

export function head(start: Start): TemplateResult | typeof nothing {
  const rows = startRows(start);
  return rows === nothing ? nothing : html`<div class="head">${rows}</div>`;
}
