/** The badge for the header of a dashboard: the state, and how many findings ask for attention. */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { glyph, tone } from "./components/glyph.js";
import { actionOf } from "./config/config.js";
import { badgeForm, parseBadgeConfig, type BadgeConfig } from "./config/editor-form.js";
import { words } from "./ha/localize.js";
import { PostureElement } from "./element/posture-element.js";
import { badgeStyles } from "./styles/badge.js";
import { glance } from "./model/view-model.js";

export class SecurityPostureBadge extends PostureElement {
  private config?: BadgeConfig;

  constructor() {
    super(badgeStyles);
  }

  static getConfigForm(): object {
    return badgeForm();
  }

  static getStubConfig(): object {
    return {};
  }

  setConfig(raw: unknown): void {
    this.config = parseBadgeConfig(raw);
    this.requestUpdate();
  }

  protected render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const { name } = this.config;
    const action = actionOf(this.config);
    const asked = { clock: performance.now(), showScore: false, isAdmin: false };
    const { word, glyph: shape, counts } = glance({ reading: this.reading, ...asked });
    const open = counts.find(({ glyph: its }) => its === "fail" || its === "warn");
    const face = html`${glyph(shape)}<span
        ><span class="name">${name || words.text("card.heading")}</span
        ><span class="spoken">: </span
        ><span class="word">${word}${open ? ` · ${open.label}` : nothing}</span></span
      >`;
    return action
      ? html`<button class="badge ${tone(shape)}" @click=${() => this.act(action)}>${face}</button>`
      : html`<div class="badge ${tone(shape)}">${face}</div>`;
  }
}
