/** Follow a link inside Home Assistant without loading the page anew. */
import { fireEvent } from "custom-card-helpers";

export function navigate(event: Event, path: string): void {
  // With a modifier the browser opens it where the person wants it.
  const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
  if (ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", path);
  fireEvent(window, "location-changed", { replace: false });
}
