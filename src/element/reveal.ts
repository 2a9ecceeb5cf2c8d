/** Bring the check into view that something else has opened, and move the focus to its row. */
import type { AdminSession } from "../connection/admin-session.js";

export function reveal(root: ParentNode, session: AdminSession): void {
  if (session.wanted === null) return;
  const row = root.querySelector(`[data-check="${CSS.escape(session.wanted)}"]`);
  session.wanted = null;
  row?.scrollIntoView({ block: "center" });
  row?.querySelector("summary")?.focus({ preventScroll: true });
}
