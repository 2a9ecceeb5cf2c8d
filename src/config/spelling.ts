/** Recognize a misspelled name. */

// Two letters that changed places, or a letter too many and one too few.
const MAX_DISTANCE = 2;

/** Return whether `given` is `known` with another case or separator, or with up to two other letters. */
export function isMisspelled(given: string, known: string): boolean {
  return distance(letters(given), letters(known)) <= MAX_DISTANCE;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

/** Return the Levenshtein distance of two short texts. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (const letter of one) {
    let diagonal = row[0] ?? 0;
    let left = diagonal + 1;
    const next = [left];
    [...other].forEach((wanted, n) => {
      const above = row[n + 1] ?? 0;
      left = Math.min(above + 1, left + 1, diagonal + Number(letter !== wanted));
      diagonal = above;
      next.push(left);
    });
    row = next;
  }
  return row[other.length] ?? 0;
}
