/** Recognize a misspelled name. */

/** Return whether two names are the same but for case, separators and the order of letters. */
export function isMisspelled(given: string, known: string): boolean {
  return letters(given) === letters(known);
}

/** Return the letters of a name in the order of the alphabet. */
function letters(name: string): string {
  return [...name.toLowerCase().replace(/[^a-z]/g, "")].sort().join("");
}
