/** The list of recent changes: pure functions from the server's history and the texts. */
import { isSerious, type AdminView, type Change, type Changes } from "../connection/api.js";
import { headlineOf, topicOf } from "./check-list.js";
import { words } from "../ha/localize.js";
import type { Glyph } from "./tile-model.js";

export interface ChangeGroup {
  label: string;
  rows: {
    glyph: Glyph;
    topic: string;
    headline: string;
    tag: string;
    when: string;
    by: string | null;
  }[];
}

interface History {
  /** How much of it is new to this user; "" at the first time. */
  summary: string;
  groups: ChangeGroup[];
}

const DAY = 86_400_000;
const ENDED: ReadonlySet<string> = new Set(["resolved", "confirmed"]);

/** Return the history in two groups. `now` is the server's time. */
export function history(
  { looked_at: lookedAt, changes: rows }: Changes,
  admin: AdminView,
  now: number,
): History {
  const unseen = rows.filter(({ at }) => lookedAt === null || at > lookedAt).length;
  const group = (key: string, isIn: (change: Change) => boolean): ChangeGroup => ({
    label: words.text(`changes.${key}`),
    rows: rows.filter(isIn).map((change) => row(change, admin)),
  });
  const isRecent = ({ at }: Change): boolean => now - at <= DAY;
  return {
    summary:
      lookedAt === null
        ? ""
        : words.plural("changes.unseen", unseen, { at: words.moment(lookedAt) }),
    groups: [group("recent", isRecent), group("before", (change) => !isRecent(change))],
  };
}

function row(
  { kind, at, check_id, severity, by }: Change,
  { checks }: AdminView,
): ChangeGroup["rows"][number] {
  return {
    glyph: glyphOf(kind, severity),
    topic: topicOf(check_id, checks),
    // What was fixed or confirmed is no longer wrong, even if it has been found again since.
    headline: ENDED.has(kind) ? topicOf(check_id, checks) : headlineOf(check_id, checks),
    tag: words.text(`changes.kind_${kind}`),
    when: words.moment(at),
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
