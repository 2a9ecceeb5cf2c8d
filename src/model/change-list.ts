/** The list of recent changes: pure functions from the server's history and the texts. */
import { isSerious, type AdminView, type Change, type Changes } from "../connection/api.js";
import { headlineOf, topicOf } from "./check-list.js";
import { words } from "../ha/localize.js";
import type { Glyph } from "./tile-model.js";

interface Row {
  glyph: Glyph;
  topic: string;
  headline: string;
  tag: string;
  when: string;
  by: string | null;
}

/** The changes of one calendar day. */
export interface ChangeGroup {
  label: string;
  rows: Row[];
}

interface History {
  /** How much of it is new to this user; "" at the first time. */
  summary: string;
  groups: ChangeGroup[];
}

const ENDED: ReadonlySet<string> = new Set(["resolved", "confirmed"]);

/** Return the history by calendar day, the newest first. `now` is the server's time. */
export function history(
  { looked_at: lookedAt, changes: rows }: Changes,
  admin: AdminView,
  now: number,
): History {
  const unseen = rows.filter(({ at }) => lookedAt === null || at > lookedAt).length;
  const groups = new Map<string, ChangeGroup>();
  for (const change of [...rows].sort((a, b) => b.at - a.at)) {
    const label = words.dayName(change.at, now);
    if (!groups.has(label)) groups.set(label, { label, rows: [] });
    groups.get(label)?.rows.push(row(change, admin));
  }
  return {
    summary:
      lookedAt === null
        ? ""
        : words.plural("changes.unseen", unseen, { at: words.moment(lookedAt) }),
    groups: [...groups.values()],
  };
}

function row({ kind, at, check_id, severity, by }: Change, { checks }: AdminView): Row {
  return {
    glyph: glyphOf(kind, severity),
    topic: topicOf(check_id, checks),
    // What was fixed or confirmed is no longer wrong, even if it has been found again since.
    headline: ENDED.has(kind) ? topicOf(check_id, checks) : headlineOf(check_id, checks),
    tag: words.text(`changes.kind_${kind}`),
    when: words.time(at),
    by,
  };
}

function glyphOf(kind: string, severity: string): Glyph {
  const worse = isSerious(severity) ? "fail" : "warn";
  const shapes = {
    opened: worse,
    reopened: worse,
    resolved: "ok",
    accepted: "flag",
    confirmed: "flag",
  } as const;
  return new Map<string, Glyph>(Object.entries(shapes)).get(kind) ?? "unknown";
}
