/** The list of checks, for administrators: closed rows, in groups when it holds all areas. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { AdminView, Check } from "../connection/api.js";
import {
  GROUPS,
  arrange,
  glyphOf,
  headlineOf,
  tag,
  topicOf,
  type Place,
} from "../model/check-list.js";
import { matcher } from "../model/filter.js";
import { words } from "../ha/localize.js";
import { checkBody } from "./check-body.js";
import { filterBar } from "./filter.js";
import { glyph, tone } from "./glyph.js";
import type { Days } from "./risk.js";

export interface Listing {
  admin: AdminView;
  /** The rows as they were when the list was opened. */
  order: readonly Place[];
  /** Whether this user can open the settings. */
  hasSettings: boolean;
  days: Days;
  session: AdminSession;
}

interface Row {
  check: Check;
  group: Place["group"];
  isShown: boolean;
}

/** With fewer rows, a filter costs more than it saves. */
const FILTER_FROM = 21;

/** Return the checks of one area. */
export function checksOfArea(area: string, listing: Listing): TemplateResult {
  const rows = rowsOf(listing, (row) => row.area === area);
  return rows.some(Boolean) ? list(rows, listing, false) : none("card.no_checks");
}

/** Return the checks of all areas: what is wrong, what could not be checked, and the rest. */
export function allChecks(listing: Listing): TemplateResult {
  const { session } = listing;
  const rows = rowsOf(listing, () => true);
  const present = rows.flatMap((row) => row ?? []);
  const hasFilter = present.length >= FILTER_FROM;
  const { text, group } = session.filter;
  const matches = matcher(text);
  for (const row of hasFilter ? present : []) {
    // An open row stays, with what is being read or written in it.
    row.isShown =
      session.openChecks.has(row.check.id) ||
      ((!group || group === row.group) && matches(textsOf(row.check)));
  }
  const shown = present.filter(({ isShown }) => isShown).length;
  return html`${hasFilter ? filterBar(session, shown, present.length) : nothing}
  ${present.length ? nothing : none("card.no_checks")}
  ${GROUPS.map((name) => {
    const own = rows.filter((row) => row?.group === name);
    const { length } = own.filter((row) => row?.isShown);
    return own.length
      ? html`<div class="group ${name}" ?hidden=${!length}>
          <h4>${words.text(`groups.${name}`)} <span class="tag">${words.number(length)}</span></h4>
          ${list(own, listing, name === "fail" || name === "unknown" || name === "accepted")}
        </div>`
      : nothing;
  })}`;
}

/** Return the rows in their places; a check that is gone leaves its place empty. */
function rowsOf({ admin, order }: Listing, isWanted: (check: Check) => boolean): (Row | null)[] {
  const { checks } = admin;
  const listed = new Set(order.map(({ id }) => id));
  const all = [...order, ...arrange(checks.filter(({ id }) => !listed.has(id)))];
  return all.map(({ id, group }) => {
    const check = checks.find((each) => each.id === id);
    return check && isWanted(check) ? { check, group, isShown: true } : null;
  });
}

function list(rows: (Row | null)[], listing: Listing, hasArea: boolean): TemplateResult {
  return html`<ul class="checks">
    ${rows.map((row) => (row ? item(row, listing, hasArea) : nothing))}
  </ul>`;
}

function item({ check, isShown }: Row, listing: Listing, hasArea: boolean): TemplateResult {
  const { id, area } = check;
  const { session } = listing;
  const shape = glyphOf(check);
  const isOpen = session.openChecks.has(id);
  const onPress = (event: Event): void => {
    event.preventDefault(); // the session decides, so that an update keeps what is open
    session.toggleCheck(id);
  };
  const weight = hasArea ? `${words.name("areas", area)} · ${tag(check)}` : tag(check);
  return html`<li class="check ${tone(shape)}" data-check=${id} ?hidden=${!isShown}>
    <details ?open=${isOpen}>
      <summary @click=${onPress}>
        ${glyph(shape)}<span class="headline">${headlineOf(id, [check])}</span
        ><span class="weight">${weight}</span>
      </summary>
      ${isOpen ? checkBody(check, listing) : nothing}
    </details>
  </li>`;
}

/** Return the texts of a row and of what it opens. */
function textsOf(check: Check): string[] {
  const { id, area, params } = check;
  const parts = ["why", "fix"].map((part) => words.checkText(id, part, params));
  const names = [topicOf(id, [check]), headlineOf(id, [check]), words.name("areas", area)];
  return [...names, tag(check), ...parts];
}

function none(key: string): TemplateResult {
  return html`<p class="quiet">${words.text(key)}</p>`;
}
