/** The list of checks, for administrators: closed rows, in groups when it holds all areas. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { Check } from "../connection/api.js";
import { GROUPS, glyphOf, headlineOf, tag, type Place } from "../model/check-list.js";
import { filtered, rowsOf, type Row } from "../model/check-rows.js";
import { words } from "../ha/localize.js";
import { checkBody } from "./check-body.js";
import { filterBar } from "./filter.js";
import { SHAPES, tone } from "./glyph.js";
import type { Days } from "./risk.js";
import { startRows, type Start } from "./start-here.js";

export interface Listing extends Start {
  /** The rows as they were when the list was opened. */
  order: readonly Place[];
  days: Days;
  session: AdminSession;
}

/** With fewer rows, a filter costs more than it saves. */
const FILTER_FROM = 21;

/** Return the checks of one area, or of all of them. */
export function checks(areas: string[], listing: Listing): TemplateResult {
  const rows = rowsOf(areas, listing.admin, listing.order);
  if (!countOf(rows)) return html`<p class="quiet">${words.text("card.no_checks")}</p>`;
  return areas.length === 1 ? list(rows, listing, false) : groups(rows, listing);
}

/** Return the rows in groups: what is wrong, what could not be checked, and the rest. */
function groups(all: Row[], listing: Listing): TemplateResult {
  const { session } = listing;
  const total = countOf(all);
  const hasFilter = total >= FILTER_FROM;
  const rows = hasFilter ? filtered(all, session.filter, session.openChecks) : all;
  return html`${startRows(listing)}
  ${hasFilter ? filterBar(session, countOf(rows), total) : nothing}
  ${GROUPS.map((name) => {
    const own = rows.filter(({ group }) => group === name);
    const count = countOf(own);
    const hasArea = name !== "pass" && name !== "not_applicable";
    return own.length
      ? html`<div class="group ${name} ${hasArea ? "" : "calm"}" ?hidden=${!count}>
          <h4 aria-level="3">
            ${words.text(`groups.${name}`)}
            <span class="tag" .textContent=${words.number(count)}></span>
          </h4>
          ${list(own, listing, hasArea)}
        </div>`
      : nothing;
  })}`;
}

function countOf(rows: Row[]): number {
  return rows.filter(({ isShown }) => isShown).length;
}

function list(rows: Row[], listing: Listing, hasArea: boolean): TemplateResult {
  return html`<ul>
    ${rows.map(({ check, isShown }) => (check ? item(check, isShown, hasArea, listing) : nothing))}
  </ul>`;
}

/** Return a row. There are many: it has no more nodes than it needs, so texts are set as properties. */
function item(check: Check, isShown: boolean, hasArea: boolean, listing: Listing): TemplateResult {
  const { id, area } = check;
  const { session } = listing;
  const shape = glyphOf(check);
  const [outline, mark] = SHAPES[shape];
  const isOpen = session.openChecks.has(id);
  const onPress = (event: Event): void => {
    event.preventDefault(); // the session decides, so that an update keeps what is open
    session.toggleCheck(id);
  };
  const weight = hasArea ? `${words.name("areas", area)} · ${tag(check)}` : tag(check);
  return html`<li class="check ${tone(shape)}" data-check=${id} ?hidden=${!isShown}>
    <details ?open=${isOpen}>
      <summary @click=${onPress}>
        <svg class="glyph ${tone(shape)}" viewBox="0 0 24 24" aria-hidden="true">
          <path class="outline" d=${outline}></path>
          <path class="mark" d=${mark}></path></svg
        ><span class="headline" .textContent=${headlineOf(id, [check])}></span
        ><span class="weight" .textContent=${weight}></span>
      </summary>
      ${isOpen ? checkBody(check, listing) : nothing}
    </details>
  </li>`;
}
