/** How the score is calculated, line by line. */
import type { AdminView } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { headlineOf } from "../model/check-list.js";

type Line = [number: string, meaning: string];

/** Return each number and what it is; nothing if there is no score. */
export function arithmetic(score: number | null, { score_detail, checks }: AdminView): Line[] {
  const { raw, cap, lost } = score_detail;
  if (score === null || raw === null) return [];
  const title = (id: string): string => headlineOf(id, checks);
  const line = (n: number, text: string): Line => [words.number(n), text];
  const lines = [line(raw, words.text("report.raw"))];
  // An older integration does not send what each finding costs.
  if (lost.reduce((left, { points }) => left - points, 100) === raw) {
    const costs = lost.map(({ by, points }) => line(-points, title(by)));
    lines.unshift(line(100, words.text("report.all")), ...costs);
  }
  if (score < raw) {
    const isCapped = cap?.at === score;
    const limit = isCapped
      ? words.text("report.limit", { title: title(cap.by) })
      : words.text("card.note_provisional");
    lines.push(line(score, limit));
  }
  return lines;
}
