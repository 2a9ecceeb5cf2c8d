/** Follow a link inside Home Assistant without reloading the app. */
import { navigate } from "custom-card-helpers";

export function followLink(event: MouseEvent, path: string): void {
  // With a modifier key the browser opens the link where the person wants it.
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(event.currentTarget, path);
}
