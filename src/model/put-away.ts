/** Problems of this device that somebody has put away on it; with others among them they are shown again. */

/** For browsers that store nothing: until the page is closed. */
const here = new Set<string>();

function keyOf(problems: readonly string[]): string {
  return `security-posture-put-away:${problems.join()}`;
}

export function putAway(problems: readonly string[]): void {
  here.add(keyOf(problems));
  try {
    localStorage.setItem(keyOf(problems), "");
  } catch {
    // Private windows and full storages refuse it.
  }
}

export function isPutAway(problems: readonly string[]): boolean {
  try {
    return here.has(keyOf(problems)) || localStorage.getItem(keyOf(problems)) !== null;
  } catch {
    return false;
  }
}
