/** The badge for the header of a dashboard: the state, and how many findings are open. */
import { html, nothing, type TemplateResult } from "lit";
import { glyph, tone } from "./components/glyph.js";
import { badgeForm, parseBadgeConfig, type BadgeConfig } from "./config/editor-form.js";
import { PostureElement } from "./element/posture-element.js";
import { words } from "./ha/localize.js";
import { glance } from "./model/view-model.js";
import { badgeStyles } from "./styles/badge.js";

export class SecurityPostureBadge extends PostureElement {
  static override styles = badgeStyles;

  declare protected config?: BadgeConfig;

  static getConfigForm(): object {
    return badgeForm();
  }

  static getStubConfig(): object {
    return {};
  }

  setConfig(raw: unknown): void {
    this.config = parseBadgeConfig(raw);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const { name } = this.config;
    const onTap = this.tapOf("state");
    const { state } = this;
    const clock = performance.now();
    const {
      word,
      glyph: shape,
      counts,
    } = glance({ state, clock, showScore: false, isAdmin: false });
    const open = counts.find(({ glyph: its }) => its === "fail" || its === "warn");
    const content = html`${glyph(shape)}<span
        ><span class="name">${name || words.text("card.heading")}</span
        ><span class="visually-hidden">: </span
        ><span class="word">${word}${open ? ` · ${open.label}` : nothing}</span></span
      >`;
    return onTap
      ? html`<button class="badge ${tone(shape)}" data-press="state" @click=${onTap}>
          ${content}
        </button>`
      : html`<div class="badge ${tone(shape)}">${content}</div>`;
  }
}
