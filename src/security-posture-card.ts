/**
 * The card's element: it takes what Home Assistant sets and puts the parts together. The data are in
 * connection/store.ts, what is open in connection/admin-session.ts, the content in model/, the
 * templates in components/.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { administrator, opensArea, type Administrator } from "./components/administrator.js";
import { device } from "./components/device.js";
import { head } from "./components/head.js";
import { hero } from "./components/hero.js";
import { reloadOffer } from "./components/reload-offer.js";
import { tiles, type TileAction } from "./components/tiles.js";
import { actionOf } from "./config/config.js";
import { configForm, parseConfig, type CardConfig } from "./config/editor-form.js";
import { AdminSession } from "./connection/admin-session.js";
import type { AdminView } from "./connection/api.js";
import { defineElement } from "./element/define-element.js";
import { Opening } from "./element/opening.js";
import { PostureElement } from "./element/posture-element.js";
import { register } from "./element/register.js";
import { leaveOut } from "./element/room.js";
import { markSize, onResize } from "./element/size.js";
import { words } from "./ha/localize.js";
import { deviceChecks, thisPage } from "./model/device-checks.js";
import { scaleOf } from "./model/scale.js";
import { glance, snapshotOf, timeOf } from "./model/view-model.js";
import { SecurityPostureBadge } from "./security-posture-badge.js";
import { styles } from "./styles/card.js";
import { reportStyles } from "./styles/report.js";

export class SecurityPostureCard extends PostureElement {
  static override properties = { layout: { attribute: false } };
  static override styles = styles;

  declare protected config?: CardConfig;
  /** Set by the dashboard: "panel", "grid", ... */
  declare layout?: string;
  private stopResizing?: () => void;
  private readonly session = new AdminSession(
    () => this.hass?.connection,
    () => this.requestUpdate(),
  );

  constructor() {
    super();
    new Opening(this, this.session);
    for (const input of ["pointerdown", "click", "keydown", "input"]) {
      this.addEventListener(input, () => {
        if (this.isConnected) this.session.keepOpen();
      });
    }
  }

  static getConfigForm(): object {
    return configForm();
  }

  static getStubConfig(): object {
    return {};
  }

  setConfig(raw: unknown): void {
    const { layout, grid_options } = (this.config = parseConfig(raw));
    // The dashboard gives the card a fixed height, in rows of the grid.
    this.toggleAttribute("fixed", typeof grid_options?.rows === "number");
    this.setAttribute("form", layout ?? "auto");
  }

  getCardSize(): number {
    return this.config?.layout === "compact" ? 3 : 12;
  }

  getGridOptions(): object {
    return { columns: 12, rows: "auto", min_columns: 3, min_rows: 1 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopResizing = onResize(this, () => this.fit());
  }

  override disconnectedCallback(): void {
    this.stopResizing?.();
    this.session.close();
    super.disconnectedCallback();
  }

  /** Clear names, addresses and findings when the connection or the right to see them is lost. */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { layout, hass, config } = this;
    this.toggleAttribute("panel", layout === "panel");
    const place = { layout, kioskMode: hass?.kioskMode, form: config?.layout };
    this.setAttribute("scale", scaleOf(place));
    if (this.state.feed !== "live") this.session.clear();
    const snapshot = this.admin() && snapshotOf(this.state);
    if (snapshot) this.session.recheck.see(snapshot);
    else this.session.close();
  }

  protected override updated(): void {
    super.updated();
    this.fit();
  }

  private fit(): void {
    markSize(this);
    leaveOut(this, this.shadowRoot?.querySelector<HTMLElement>(".body"));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const { config, state } = this;
    const clock = performance.now();
    const now = timeOf(state, clock) ?? 0;
    const action = actionOf(config);
    const { areas, title = "" } = config;
    const showScore = config.show_score !== false;
    const isAdmin = this.admin() !== null;
    const shown = glance({ state, clock, showScore, areas, isAdmin });
    const view = this.administrator(now);
    const onPress = action && ((): void => this.runAction(action));
    return html`<ha-card>
      ${shown.bar ? html`<div class="bar">${shown.bar}</div>` : nothing}
      <div
        class="body ${shown.tiles.length ? "" : "hero-only"} ${shown.lastState ? "outdated" : ""} ${this.session.opened ? "covered" : ""}"
        data-mode=${shown.mode}
        tabindex=${isAdmin ? nothing : 0}
      >
        ${hero(shown, title, onPress)} ${view ? head(view) : nothing}
        ${tiles(shown.tiles, this.tileAction(view))} ${view ? administrator(view) : nothing}
        ${device(this.device(now))} ${reloadOffer(snapshotOf(state), SecurityPostureCard.served)}
      </div>
      <div class="visually-hidden" role="status">${words.text("card.heading")}: ${shown.word}</div>
    </ha-card>`;
  }

  /** Return what the parts for administrators show; null for all other users. */
  private administrator(now: number): Administrator | null {
    const { session, config, hass, state } = this;
    const [admin, snapshot] = [this.admin(), snapshotOf(state)];
    if (!admin || !snapshot || !words.areLoaded) return null;
    const showScore = config?.show_score !== false;
    const isAlwaysOpen = config?.details === "always";
    const hasSettings = Boolean(hass?.panels?.config);
    const onShow = (id: string): void => void session.showCheck(id, admin, isAlwaysOpen);
    const paper = [...styles, reportStyles];
    const shown = { admin, snapshot, session, now, showScore, hass, paper };
    return { ...shown, isAlwaysOpen, hasSettings, onShow };
  }

  /** Return what a press on a tile does; null for nothing. */
  private tileAction(view: Administrator | null): TileAction | null {
    const { details = "tap", ...config } = this.config ?? {};
    if (view && details === "tap") return opensArea(view);
    const action = actionOf(config);
    return action ? { onPress: () => this.runAction(action), opened: null } : null;
  }

  private device(serverNow: number): ReturnType<typeof deviceChecks> {
    const { kioskMode, dockedSidebar, user } = this.hass ?? {};
    const isOnWall =
      this.layout === "panel" || kioskMode === true || dockedSidebar === "always_hidden";
    const isAdmin = user?.is_admin === true;
    return deviceChecks({ ...thisPage(), isOnWall, isAdmin, serverNow });
  }

  /** Return the administrator's view while this user may see it and it is current. */
  private admin(): AdminView | null {
    const { isSilent, feed } = this.state;
    if (!this.hass?.user?.is_admin || this.config?.details === "never") return null;
    const snapshot = isSilent || feed === "refused" ? null : snapshotOf(this.state);
    return snapshot?.checked_at == null ? null : snapshot.admin;
  }
}

const CARD = "security-posture-card";
const BADGE = "security-posture-badge";
defineElement(CARD, SecurityPostureCard);
defineElement(BADGE, SecurityPostureBadge);
register(CARD, BADGE);
