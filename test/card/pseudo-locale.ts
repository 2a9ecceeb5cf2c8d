/** A pseudo-locale: accented English, as long as the longest real languages. */
import { localize } from "./builders.js";

const LETTERS = new Map(
  [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"].map((letter, n) => [
    letter,
    "åƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"[n]!,
  ]),
);

/** Return Home Assistant's localize in that language: accents, brackets, 40 % longer. */
export function pseudoLocalize(key: string, values: Record<string, string> = {}): string {
  const english = localize(key);
  if (!english) return "";
  const accented = english.replace(/\{\w+\}|[a-zA-Z]/g, (found) => LETTERS.get(found) ?? found);
  const more = "·".repeat(Math.ceil(english.replace(/\{\w+\}/g, "").length * 0.4));
  // The additional length can be wrapped like words.
  const end = more.replace(/(.{6})/g, "$1 ").trim();
  return `⟦${accented.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)}${
    english.includes(" ") ? " " : ""
  }${end}⟧`;
}

/** Return the part of a text that is not in the pseudo-locale. */
export function foreign(text: string): string {
  let depth = 0;
  let rest = "";
  for (const sign of text) {
    if (sign === "⟦") depth++;
    else if (sign === "⟧") depth--;
    else if (depth === 0) rest += sign;
  }
  return rest.replace(/[^\p{L}]+/gu, " ").trim();
}
