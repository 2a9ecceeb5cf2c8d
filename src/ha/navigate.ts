/** Follow a link inside Home Assistant without loading the app anew. */
export function navigate(event: MouseEvent, path: string): void {
  // With a modifier the browser opens it where the person wants it.
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
}
