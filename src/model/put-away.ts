/** Problems of this device that somebody has put away on it. They are shown again when another is there. */

const KEY = "security-posture-put-away";
/** For browsers that store nothing: until the page is closed. */
let unstored = "";

function stored(): string[] {
  try {
    return (localStorage.getItem(KEY) ?? unstored).split(" ");
  } catch {
    return unstored.split(" ");
  }
}

/** Put these problems away, and no others. */
export function putAway(problems: readonly string[]): void {
  unstored = problems.join(" ");
  try {
    localStorage.setItem(KEY, unstored);
  } catch {
    // Private windows and full storages refuse it.
  }
}

export function isPutAway(problems: readonly string[]): boolean {
  const known = stored();
  return problems.every((name) => known.includes(name));
}

/** Forget problems that are gone, so that they are shown when they come back. */
export function forgetGone(isGone: (problem: string) => boolean): void {
  const known = stored();
  const left = known.filter((name) => !isGone(name));
  if (left.length < known.length) putAway(left);
}
