/** What only administrators see: the bar, and what is opened from it or from a tile. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { AdminView, Snapshot } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { byUrgency, exposureLine, scoreLine } from "../model/check-list.js";
import { adminBar } from "./admin-bar.js";
import { changes } from "./changes.js";
import { checks } from "./checks.js";
import { panel } from "./panel.js";
import { shareCopy } from "./share-copy.js";

export interface Administrator {
  admin: AdminView;
  snapshot: Snapshot;
  session: AdminSession;
  /** The server's time. */
  now: number;
  showScore: boolean;
  /** Whether the list of all checks is always open. */
  isAlwaysOpen: boolean;
  /** Whether this user can open the settings. */
  hasSettings: boolean;
}

type Part = TemplateResult | typeof nothing;

const DAY = 86_400_000;
/** For how many days a risk may be accepted. */
const MAX_DAYS = 365;

/** Return the bar, and below it what was opened from it. */
export function administrator(view: Administrator): Part {
  const { admin, snapshot, session, now, showScore, isAlwaysOpen } = view;
  const { panel: open, recheck } = session;
  const toggle = (name: "list" | "changes") => (): void => {
    session.order = byUrgency(admin);
    if (name === "list") session.toggle(name);
    else void session.toggleChanges();
  };
  const [onList, onChanges] = [toggle("list"), toggle("changes")];
  const lines = [showScore ? scoreLine(snapshot.score, admin) : "", exposureLine(admin)];
  const onCheck = (): void => void session.checkNow(snapshot);
  const list = (): Part => html`${listOf(allAreas(snapshot), view)} ${shareCopy(session.share)}`;
  const frame = (key: string, onClose: () => void, content: Part): Part =>
    panel({ place: "all", title: words.text(key), onClose }, content);
  return html`${adminBar({ lines: lines.filter(Boolean), panel: open, onList: isAlwaysOpen ? null : onList, onChanges, recheck, onCheck })}
  ${open === "changes" ? frame("changes.open", onChanges, changes(session, admin, now)) : nothing}
  ${
    isAlwaysOpen
      ? html`<div class="all">${list()}</div>`
      : open === "list"
        ? frame("card.all_checks", onList, list())
        : nothing
  }`;
}

/** Return the checks of the areas. */
export function listOf(areas: string[], view: Administrator): TemplateResult {
  const { admin, session, now, hasSettings, isAlwaysOpen } = view;
  // Rows must not move while a form is open.
  if (isAlwaysOpen && !session.draft) session.order = byUrgency(admin);
  // Count calendar days: a day may have 25 hours.
  const today = Date.parse(words.day(now));
  const day = (n: number): string => new Date(today + n * DAY).toISOString().slice(0, 10);
  const days = { first: day(1), last: day(MAX_DAYS) };
  return checks(areas, { admin, order: session.order, hasSettings, days, session });
}

function allAreas({ areas }: Snapshot): string[] {
  return areas.map(({ id }) => id);
}
