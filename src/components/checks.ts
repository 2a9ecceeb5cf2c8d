/** For administrators: what was checked, what is wrong, why it matters, what to do. */
import { html, nothing, type TemplateResult } from "lit";
import type { Check, Detail, EvidenceRow, Status } from "../api.js";
import type { Words } from "../localize.js";
import type { Glyph } from "../view-model.js";
import { evidence } from "./evidence.js";
import { glyph } from "./glyph.js";

/** What became of asking for a finding's evidence. */
export type Evidence = EvidenceRow[] | "loading" | "failed" | "refused";

export interface ChecksContext {
  words: Words;
  detail: Detail;
  evidence: ReadonlyMap<string, Evidence>;
  /** Whether this user has the settings pages. */
  canOpenSettings: boolean;
  onEvidence(id: string): void;
  onNavigate(event: Event, path: string): void;
}

const ORDER: Record<Status, number> = { fail: 0, unknown: 1, pass: 2, not_applicable: 3 };
const GRAVITY = ["critical", "high", "medium", "low", "info"];
/** Where a link may lead; what a backend says beyond that is not followed. */
const SETTINGS = /^\/(config|profile)(\/[a-z_-]+)*$/;
const DOCUMENTATION = "https://www.home-assistant.io/";

/** Return the checks of one area, failing first. */
export function checks(area: string, context: ChecksContext): TemplateResult {
  const { words, detail } = context;
  const rows = detail.checks.filter((check) => check.area === area).sort(byUrgency);
  const name = words.text(`areas.${area}`) || area;
  return html`<section class="area" aria-label=${name}>
    <h3>${name}</h3>
    ${rows.length
      ? html`<ul class="checks">
          ${rows.map((check) => row(check, context))}
        </ul>`
      : html`<p class="quiet">${words.text("card.no_checks")}</p>`}
  </section>`;
}

function byUrgency(a: Check, b: Check): number {
  return (
    ORDER[a.status] - ORDER[b.status] ||
    GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
    a.id.localeCompare(b.id)
  );
}

function row(check: Check, context: ChecksContext): TemplateResult {
  const { words } = context;
  const shape = glyphOf(check);
  const label = check.status === "fail" ? `severities.${check.severity}` : `statuses.${check.status}`;
  return html`<li class="check ${shape}">
    ${glyph(shape)}
    <div class="said">
      <h4>${words.check(check.id, "title", check.params) || readable(check.id)}</h4>
      <p><strong>${words.text(label)}.</strong> ${sentence(check, words)}</p>
      ${check.status === "fail" ? help(check, context) : nothing}
    </div>
  </li>`;
}

function glyphOf(check: Check): Glyph {
  if (check.status === "pass") return "ok";
  if (check.status === "unknown") return "unknown";
  if (check.status === "not_applicable" || check.severity === "info") return "none";
  return check.severity === "critical" || check.severity === "high" ? "crit" : "warn";
}

function sentence(check: Check, words: Words): string {
  if (check.status === "unknown") return words.text(`reasons.${check.reason}`);
  if (check.status === "not_applicable") return words.text(`inapplicable.${check.reason}`);
  return words.check(check.id, check.status, check.params);
}

function help(check: Check, context: ChecksContext): TemplateResult {
  const { words, detail } = context;
  const points = detail.score.lost.get(check.id);
  return html`
    ${check.since === null
      ? nothing
      : html`<p class="quiet">
          ${words.text("card.since", { at: `${words.date(check.since)}, ${words.time(check.since)}` })}
          ${words.text(`reasons.${check.reason}`)}
        </p>`}
    <dl>
      <dt>${words.text("card.why")}</dt>
      <dd>${words.check(check.id, "why", check.params)}</dd>
      <dt>${words.text("card.fix")}</dt>
      <dd>
        ${words.check(check.id, "fix", check.params)}
        ${points ? html` ${words.text("card.points", { n: points })}` : nothing}
      </dd>
    </dl>
    <div class="links">${links(check, context)}</div>
    ${check.evidence ? evidence(check.id, context) : nothing}
  `;
}

function links(check: Check, { words, canOpenSettings, onNavigate }: ChecksContext): unknown {
  const { path, docs } = check.fix;
  const isProfile = path?.startsWith("/profile");
  return [
    path && SETTINGS.test(path) && (canOpenSettings || isProfile)
      ? html`<a href=${path} @click=${(event: Event) => onNavigate(event, path)}
          >${words.text("card.open_settings")}</a
        >`
      : nothing,
    docs?.startsWith(DOCUMENTATION)
      ? html`<a href=${docs} target="_blank" rel="noopener noreferrer">${words.text("card.read_more")}</a>`
      : nothing,
  ];
}

/** A check this card has no words for is still shown, by its id. */
function readable(id: string): string {
  return id.slice(0, 64).replace(/_/g, " ");
}
