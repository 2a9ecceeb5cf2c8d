/** The filter above a long list: words and a state; says how many rows it leaves. */
import { html, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import { words } from "../ha/localize.js";
import { GROUPS } from "../model/check-list.js";

type Field = HTMLInputElement | HTMLSelectElement;

export function filterBar(session: AdminSession, shown: number, of: number): TemplateResult {
  const { text, group } = session.filter;
  const value = ({ target }: Event): string => (target as Field).value;
  const counts = { n: words.number(shown), of: words.number(of) };
  const status = shown ? words.text("filter.shown", counts) : words.text("filter.none");
  return html`<div class="filter">
    <input
      type="search"
      aria-label=${words.text("filter.words")}
      placeholder=${words.text("filter.words")}
      .value=${text}
      @input=${(event: Event) => session.applyFilter({ text: value(event) })}
    />
    <select
      aria-label=${words.text("filter.state")}
      .value=${group}
      @change=${(event: Event) => session.applyFilter({ group: value(event) })}
    >
      <option value="">${words.text("filter.all")}</option>
      ${GROUPS.map((name) => html`<option value=${name} .textContent=${words.text(`groups.${name}`)}></option>`)}
    </select>
    <p class="quiet" role="status">${text || group ? status : ""}</p>
  </div>`;
}
