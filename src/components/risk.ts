/** Below a finding: accept its risk until a date, or end that acceptance. */
import { html, nothing, type TemplateResult } from "lit";
import type { AdminSession } from "../connection/admin-session.js";
import type { Check } from "../connection/api.js";
import { words } from "../ha/localize.js";
import { opener } from "./admin-bar.js";

/** The first and the last day on which an acceptance may end, and the one to begin with: "YYYY-MM-DD". */
export interface Days {
  first: string;
  last: string;
  preset: string;
}

export function risk(
  { id, accepted, severity }: Check,
  days: Days,
  session: AdminSession,
): TemplateResult | typeof nothing {
  const { draft } = session;
  const kind = accepted ? "reopen" : "accept";
  const status = draft?.kind === kind && draft.checkId === id ? draft.status : null;
  if (accepted) {
    const at = words.date(accepted.until);
    return html`<p>
        ${words.text(accepted.by_you ? "risk.until_by_you" : "risk.until_then", { at })}
      </p>
      ${
        accepted.reason
          ? html`<p><bdi>${accepted.reason}</bdi></p>`
          : html`<p class="quiet">${words.text("risk.reason_refused")}</p>`
      }
      ${accepted.by_you ? nothing : acceptor(id, session)}
      <button class="plain" @click=${() => void session.reopen(id)}>
        ${words.text("risk.reopen")}
      </button>
      ${statusLine(status ?? "")}`;
  }
  if (severity === "info") return nothing;
  const onPress = (): void => session.toggleDraft("accept", id);
  return html`${opener("risk.accept", status !== null, onPress, "bare")}
  ${status === null ? nothing : form(id, status, days, session)}`;
}

function acceptor(id: string, session: AdminSession): TemplateResult {
  const { acceptors } = session;
  if (acceptors === undefined) {
    return html`<button class="plain" @click=${() => void session.loadAcceptors()}>
      ${words.text("risk.who")}
    </button>`;
  }
  if (typeof acceptors === "string") return statusLine(acceptors);
  return html`<p>
    ${words.text("risk.by")} <bdi>${acceptors.get(id) || words.text("card.evidence_unnamed")}</bdi>
  </p>`;
}

function form(
  id: string,
  status: string,
  { first, last, preset }: Days,
  session: AdminSession,
): TemplateResult {
  const send = (event: Event): void => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const field = (name: string): string => String(data.get(name)).trim();
    void session.accept(id, field("reason"), field("until"));
  };
  return html`<form @submit=${send}>
    <p class="quiet">${words.text("risk.note")}</p>
    <label>${words.text("risk.reason")}<input name="reason" required maxlength="200" /></label>
    <label
      >${words.text("risk.until")}<input
        name="until"
        type="date"
        required
        min=${first}
        max=${last}
        value=${preset}
    /></label>
    <button class="plain" aria-disabled=${String(status === "sending")}>
      ${words.text("risk.confirm")}
    </button>
    ${statusLine(status)}
  </form>`;
}

/** Return the text for the progress or the error of a command. */
export function statusLine(code: string, group = "risk"): TemplateResult {
  const keys = [`${group}.${code}`, `risk.${code}`, "risk.failed"];
  const text = code && keys.map((key) => words.text(key)).find(Boolean);
  return html`<p class="quiet" role="status">${text}</p>`;
}
