/** Below a finding: accept its risk until a day, or take that back. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { REOPEN, type AdminSession } from "../connection/admin-session.js";
import type { Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { opener } from "./admin-bar.js";

/** The first and the last day an acceptance may end, "YYYY-MM-DD". */
export interface Days {
  first: string;
  last: string;
}

export function risk(
  { id, accepted, severity }: Check,
  days: Days,
  session: AdminSession,
): TemplateResult | typeof nothing {
  const { draft } = session;
  const said = draft?.checkId === (accepted ? REOPEN : "") + id ? draft.said : null;
  if (accepted) {
    const at = words.date(accepted.until);
    return html`<p>
        ${words.text(accepted.by_you ? "risk.until_by_you" : "risk.until_then", { at })}
      </p>
      <p><bdi>${accepted.reason}</bdi></p>
      ${accepted.by_you ? nothing : who(id, session)}
      <button class="plain" @click=${() => void session.reopen(id)}>
        ${words.text("risk.reopen")}
      </button>
      ${outcome(said ?? "")}`;
  }
  if (severity === "info") return nothing;
  return html`${opener("risk.accept", said !== null, () => session.toggleDraft(id))}
  ${said === null ? nothing : form(id, said, days, session)}`;
}

function who(id: string, session: AdminSession): TemplateResult {
  const { acceptors } = session;
  if (acceptors === undefined) {
    return html`<button class="plain" @click=${() => void session.askWhoAccepted()}>
      ${words.text("risk.who")}
    </button>`;
  }
  if (typeof acceptors === "string") return outcome(acceptors);
  return html`<p>
    ${words.text("risk.by")} <bdi>${acceptors.get(id) || words.text("card.evidence_unnamed")}</bdi>
  </p>`;
}

function form(
  id: string,
  said: string,
  { first, last }: Days,
  session: AdminSession,
): TemplateResult {
  const send = (event: Event): void => {
    event.preventDefault();
    const written = new FormData(event.target as HTMLFormElement);
    const field = (name: string): string => String(written.get(name)).trim();
    void session.accept(id, field("reason"), field("until"));
  };
  return html`<form @submit=${send}>
    <p class="quiet">${words.text("risk.note")}</p>
    <label>${words.text("risk.reason")}<input name="reason" required maxlength="200" /></label>
    <label
      >${words.text("risk.until")}<input name="until" type="date" required min=${first} max=${last}
    /></label>
    <button class="plain" aria-disabled=${String(said === "sending")}>
      ${words.text("risk.confirm")}
    </button>
    ${outcome(said)}
  </form>`;
}

/** What came of it, when it is not what was wanted. */
function outcome(code: string): TemplateResult {
  const told = code && (words.text(`risk.${code}`) || words.text("risk.failed"));
  return html`<p class="quiet" role="status">${told}</p>`;
}
