/**
 * The card's element: it takes what Home Assistant sets and puts the parts together. The data are in
 * connection/store.ts, what is open in connection/admin-session.ts, the content in model/, the
 * templates in components/.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { AdminSession } from "./connection/admin-session.js";
import type { AdminView, Snapshot } from "./connection/api.js";
import { byUrgency, exposureLine, scoreLine } from "./model/check-list.js";
import { adminBar } from "./components/admin-bar.js";
import { changes } from "./components/changes.js";
import { checks } from "./components/checks.js";
import { device } from "./components/device.js";
import { hero } from "./components/hero.js";
import { reloadOffer } from "./components/reload-offer.js";
import { shareCopy } from "./components/share-copy.js";
import { tiles, type TileAction } from "./components/tiles.js";
import { actionOf } from "./config/config.js";
import { defineElement } from "./element/define-element.js";
import { deviceChecks, thisPage } from "./model/device-checks.js";
import { configForm, parseConfig, type CardConfig } from "./config/editor-form.js";
import { words } from "./ha/localize.js";
import type { ReportContent } from "./report/document.js";
import { reportChoices } from "./report/report-choices.js";
import { PostureElement } from "./element/posture-element.js";
import { register } from "./element/register.js";
import { markWidth, onResize } from "./element/width.js";
import { SecurityPostureBadge } from "./security-posture-badge.js";
import { styles } from "./styles/card.js";
import { glance, snapshotOf, timeOf } from "./model/view-model.js";

const DAY = 86_400_000;
/** For how many days a risk may be accepted. */
const MAX_DAYS = 365;

export class SecurityPostureCard extends PostureElement {
  static override properties = { layout: { attribute: false } };
  static override styles = styles;

  declare protected config?: CardConfig;
  /** Set by the dashboard: "panel", "grid", ... */
  declare layout?: string;
  private order: readonly string[] = [];
  private stopResizing?: () => void;
  private readonly session = new AdminSession(
    () => this.hass?.connection,
    () => this.requestUpdate(),
  );

  constructor() {
    super();
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
    return { columns: 12, rows: "auto", min_columns: 3, min_rows: 2 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopResizing = onResize(this, () => this.markWidth());
  }

  override disconnectedCallback(): void {
    this.stopResizing?.();
    this.session.close();
    super.disconnectedCallback();
  }

  /** Clear names, addresses and findings when the connection or the right to see them is lost. */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("layout")) this.toggleAttribute("panel", this.layout === "panel");
    if (this.state.feed !== "live") this.session.clear();
    if (!this.admin()) this.session.close();
  }

  protected override update(changed: PropertyValues): void {
    const focused = this.shadowRoot?.activeElement;
    const row = focused?.closest(".check, .share, .report");
    super.update(changed);
    // If the focused element was removed, keep the focus in its row.
    if (!focused?.isConnected) row?.querySelector<HTMLElement>("[tabindex], .plain")?.focus();
  }

  protected override updated(): void {
    super.updated();
    this.markWidth();
  }

  private markWidth(): void {
    markWidth(this, this.shadowRoot?.querySelector(".body"));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const { config, state } = this;
    const admin = this.admin();
    const snapshot = snapshotOf(state);
    const clock = performance.now();
    const now = timeOf(state, clock) ?? 0;
    const action = actionOf(config);
    const { areas, title = "" } = config;
    const showScore = config.show_score !== false;
    const shown = glance({ state, clock, showScore, areas, isAdmin: admin !== null });
    const onPress = action && ((): void => this.runAction(action));
    return html`<ha-card>
      ${shown.bar ? html`<div class="bar">${shown.bar}</div>` : nothing}
      <div
        class="body ${shown.tiles.length ? "" : "hero-only"} ${shown.lastState ? "outdated" : ""}"
        data-mode=${shown.mode}
        tabindex=${admin ? nothing : 0}
      >
        ${hero(shown, title, onPress)} ${tiles(shown.tiles, this.tileAction(admin, now))}
        ${admin && snapshot && words.areLoaded ? this.forAdmin(admin, snapshot, now) : nothing}
        ${device(this.device(now))} ${reloadOffer(snapshot, SecurityPostureCard.served)}
      </div>
      <div class="visually-hidden" role="status">${words.text("card.heading")}: ${shown.word}</div>
    </ha-card>`;
  }

  /** Return what a press on a tile does; null for nothing. */
  private tileAction(admin: AdminView | null, now: number): TileAction | null {
    const { details = "tap", ...config } = this.config ?? {};
    if (admin && details === "tap" && words.areLoaded) {
      const { panel, area } = this.session;
      return {
        onPress: (id) => void this.open(() => this.session.toggle("area", id)),
        opened: {
          area: panel === "area" ? area : null,
          inside: area === null ? null : this.list(admin, [area], now),
        },
      };
    }
    const action = actionOf(config);
    return action ? { onPress: () => this.runAction(action), opened: null } : null;
  }

  private forAdmin(admin: AdminView, snapshot: Snapshot, now: number): TemplateResult {
    const { session, config } = this;
    const isAlways = config?.details === "always";
    const areas = snapshot.areas.map(({ id }) => id);
    const bar = {
      lines: [
        config?.show_score !== false ? scoreLine(snapshot.score, admin) : "",
        exposureLine(admin),
      ].filter(Boolean),
      onList: isAlways ? null : () => void this.open(() => session.toggle("list")),
      onChanges: () => void this.open(() => session.toggleChanges()),
    };
    return html`${adminBar(bar, session)}
    ${session.panel === "changes" ? html`<div class="all">${changes(session, admin, now)}</div>` : nothing}
    ${
      isAlways || session.panel === "list"
        ? html`<div class="all">
            ${this.list(admin, areas, now)} ${this.report()} ${shareCopy(session.share)}
          </div>`
        : nothing
    }`;
  }

  /** Open or close something, and scroll it into view once it is complete. */
  private async open(toggle: () => void | Promise<void>): Promise<void> {
    const admin = this.admin();
    if (admin) this.order = byUrgency(admin);
    await toggle();
    await this.updateComplete;
    // First the list, as far as it fits; then the pressed tile, which must stay visible.
    for (const part of [".inside, .all", ".tile[aria-expanded=true]"]) {
      this.renderRoot.querySelector(part)?.scrollIntoView({ block: "nearest" });
    }
  }

  private list(admin: AdminView, areas: string[], now: number): TemplateResult {
    const { session } = this;
    // Rows must not move while a form is open.
    if (this.config?.details === "always" && !session.draft) this.order = byUrgency(admin);
    const hasSettings = Boolean(this.hass?.panels?.config);
    // Count calendar days: a day may have 25 hours.
    const today = Date.parse(words.day(now));
    const day = (n: number): string => new Date(today + n * DAY).toISOString().slice(0, 10);
    const days = { first: day(1), last: day(MAX_DAYS) };
    return checks(areas, { admin, order: this.order, hasSettings, days, session });
  }

  private report(): TemplateResult {
    const { hass, session } = this;
    const content = (): ReportContent | null => {
      const [admin, snapshot, clock] = [this.admin(), snapshotOf(this.state), performance.now()];
      if (!admin || !snapshot) return null;
      const shown = glance({ state: this.state, clock, showScore: true, isAdmin: true });
      const now = timeOf(this.state, clock) ?? 0;
      const [title, core] = [this.config?.title ?? "", hass?.config?.version ?? ""];
      return { snapshot, admin, shown, now, title, core };
    };
    return reportChoices({ report: session.report, content, canPrint: !hass?.auth?.external });
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
