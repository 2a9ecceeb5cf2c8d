/** Problems of this device that somebody has put away on it; with others among them they are shown again. */

function keyOf(problems: readonly string[]): string {
  return `security-posture-put-away:${problems.join()}`;
}

/** Put problems away, unless the browser refuses it, as in a private window. */
export function putAway(problems: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(problems), "");
  } catch {
    // They stay.
  }
}

export function isPutAway(problems: readonly string[]): boolean {
  try {
    return localStorage.getItem(keyOf(problems)) !== null;
  } catch {
    return false;
  }
}
