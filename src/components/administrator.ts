/** What only administrators see: what comes first, the bar, and what is opened from it or from a tile. */
import { html, nothing, type CSSResult, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { AdminView, Snapshot } from "../connection/api.js";
import type { HomeAssistant } from "../ha/home-assistant.js";
import { words } from "../ha/localize.js";
import { byUrgency, exposureLine, scoreLine } from "../model/check-list.js";
import { adminBar } from "./admin-bar.js";
import { changes } from "./changes.js";
import { checks } from "./checks.js";
import { reportChoices } from "../report/report-choices.js";
import { panel } from "./panel.js";
import { shareCopy } from "./share-copy.js";
import type { Start } from "./start-here.js";
import type { OpenedArea } from "./tiles.js";

export interface Administrator extends Start {
  admin: AdminView;
  snapshot: Snapshot;
  session: AdminSession;
  /** The server's time. */
  now: number;
  showScore: boolean;
  hass: HomeAssistant | undefined;
  /** The styles of a report: those of the card, and its own. */
  paper: readonly CSSResult[];
  /** Whether the list of all checks is always open. */
  isAlwaysOpen: boolean;
}

type Part = TemplateResult | typeof nothing;

const DAY = 86_400_000;
/** For how many days a risk may be accepted. */
const MAX_DAYS = 365;
/** What its form begins with. */
const PRESET_DAYS = 90;

/** Return the bar, and below it what was opened from it. */
export function administrator(view: Administrator): Part {
  const { admin, snapshot, session, now, showScore, isAlwaysOpen } = view;
  const { panel: open, recheck } = session;
  const onList = (): void => change(view, () => session.toggle("list"));
  const onChanges = (): void => change(view, () => void session.toggleChanges());
  const lines = [showScore ? scoreLine(snapshot.score, admin) : "", exposureLine(admin)];
  const shown = lines.filter(Boolean);
  const bar = {
    lines: shown,
    panel: open,
    onList: isAlwaysOpen ? null : onList,
    onChanges,
    recheck,
    onCheck: () => void session.checkNow(snapshot),
  };
  const list = (): Part =>
    html`${shown.map((line) => html`<p class="quiet line">${line}</p>`)}
    ${listOf(
      snapshot.areas.map(({ id }) => id),
      view,
    )}
    ${reportChoices(view)} ${shareCopy(session.share)}`;
  const frame = (key: string, onClose: () => void, content: Part): Part =>
    panel({ place: "all", title: words.text(key), onClose }, content);
  return html`${adminBar(bar)}
  ${open === "changes" ? frame("changes.open", onChanges, changes(session, admin, now)) : nothing}
  ${
    isAlwaysOpen
      ? html`<div class="all">${list()}</div>`
      : open === "list"
        ? frame("card.all_checks", onList, list())
        : nothing
  }`;
}

/** Return the area that is open. */
export function openedArea(view: Administrator): OpenedArea {
  const { area } = view.session;
  return { area, inside: area === null ? nothing : listOf([area], view) };
}

/** Open or close something; the rows stay as they are arranged for what is opened. */
export function change({ admin, session }: Administrator, action: () => void): void {
  session.order = byUrgency(admin);
  action();
}

function listOf(areas: string[], view: Administrator): TemplateResult {
  const { admin, session, now, isAlwaysOpen } = view;
  // Rows must not move while one is open.
  if (isAlwaysOpen && !session.openChecks.size) session.order = byUrgency(admin);
  // Count calendar days: a day may have 25 hours.
  const today = Date.parse(words.day(now));
  const day = (n: number): string => new Date(today + n * DAY).toISOString().slice(0, 10);
  const days = { first: day(1), last: day(MAX_DAYS), preset: day(PRESET_DAYS) };
  return checks(areas, { ...view, order: session.order, days });
}
