/** What to fix first: the gravest open findings across all areas. */
import type { AdminView, Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { byUrgency, isOpen } from "./check-list.js";

const MOST = 3;

/** Return the findings to start with, the gravest first. */
export function startHere({ checks }: AdminView): Check[] {
  const open = checks.filter(isOpen);
  const first = byUrgency({ checks: open }).slice(0, MOST);
  return first.flatMap(({ id }) => open.filter((check) => check.id === id));
}

/** Return in one sentence why a finding matters. */
export function reasonOf({ id, params }: Check): string {
  return firstSentence(words.checkText(id, "why", params));
}

// A full stop ends a sentence after a word of two letters or more (not in "z. B.", "3. May") and before
// a capital. Chinese and Japanese have a full stop of their own, and no space after it.
const SENTENCE = /^.*?(?:(?:\p{L}{2}|[\p{Pe}\p{Pf}"])[.!?](?=\s+[^\p{Ll}\s])|[。！？])/su;

/** Return the first sentence of a text; the whole text if it cannot be told where that ends. */
export function firstSentence(text: string): string {
  return SENTENCE.exec(text)?.[0] ?? text;
}
