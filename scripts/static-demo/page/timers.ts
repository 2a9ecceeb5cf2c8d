/**
 * The page's timers. The card shows some states only after ten seconds, and leaves others by itself:
 * while such a picture is made, its timers run at once or never.
 */
export type Pace = "real" | "at-once" | "never";

let pace: Pace = "real";

/** Replace the page's setTimeout; before the card is loaded. */
export function installTimers(): void {
  const { setTimeout: real } = window;
  const replaced = (run: () => void, wait?: number): number => {
    if (pace === "never") return 0;
    return real(run, pace === "at-once" ? 0 : wait);
  };
  window.setTimeout = replaced as typeof window.setTimeout;
}

export function setPace(wanted: Pace): void {
  pace = wanted;
}
