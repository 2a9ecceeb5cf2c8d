/** Recognize a misspelled name. */

/** Return whether two names are the same but for case, separators, the order of letters, and one letter. */
export function isMisspelled(given: string, known: string): boolean {
  const names = [letters(given), letters(known)].sort((a, b) => a.length - b.length);
  const [shorter = [], longer = []] = names;
  const isSame = (kept: string[]): boolean => kept.join("") === shorter.join("");
  return isSame(longer) || longer.some((_, n) => isSame(longer.filter((_letter, at) => at !== n)));
}

/** Return the letters of a name in the order of the alphabet. */
function letters(name: string): string[] {
  return [...name.toLowerCase().replace(/[^a-z]/g, "")].sort();
}
