/** How the score is calculated, line by line. */
import type { AdminView } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { headlineOf } from "../model/check-list.js";

/** Return each number and what it is; nothing if there is no score. */
export function arithmetic(
  score: number | null,
  { score_detail, checks }: AdminView,
): [number, string][] {
  const { raw, cap, lost } = score_detail;
  if (score === null || raw === null) return [];
  const title = (id: string): string => headlineOf(id, checks);
  const isCapped = cap?.at === score;
  const limit = isCapped
    ? words.text("report.limit", { title: title(cap.by) })
    : words.text("card.note_provisional");
  return [
    [100, words.text("report.all")],
    ...lost.map(({ by, points }): [number, string] => [0 - points, title(by)]),
    [raw, words.text("report.sum")],
    ...(score < raw ? [[score, limit] as [number, string]] : []),
  ];
}
