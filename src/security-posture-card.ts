/**
 * The card's element: it listens, and puts the parts together. What is known lives in store.ts,
 * what is open in admin-session.ts, what is said in view-model.ts and its neighbours, what is
 * drawn in components/.
 */
import { html, nothing, type TemplateResult } from "lit/html.js";
import { AdminSession } from "./connection/admin-session.js";
import type { AdminView, Snapshot } from "./connection/api.js";
import { exposureLine, scoreLine, urgency } from "./model/check-list.js";
import { adminBar } from "./components/admin-bar.js";
import { changes } from "./components/changes.js";
import { checks } from "./components/checks.js";
import { device } from "./components/device.js";
import { hero } from "./components/hero.js";
import { reloadOffer } from "./components/reload-offer.js";
import { shareCopy } from "./components/share-copy.js";
import { tiles, type Pressing } from "./components/tiles.js";
import { actionOf } from "./config/config.js";
import { defineElement } from "./element/define-element.js";
import { deviceChecks, thisPage } from "./model/device-checks.js";
import { configForm, parseConfig, type CardConfig } from "./config/editor-form.js";
import { words } from "./ha/localize.js";
import { PostureElement } from "./element/posture-element.js";
import { register } from "./element/register.js";
import { SecurityPostureBadge } from "./security-posture-badge.js";
import { styles } from "./styles/card.js";
import { glance, snapshotOf, timeOf } from "./model/view-model.js";

const DAY = 86_400_000;
/** How many days a risk may be accepted for. */
const LONGEST = 365;

export class SecurityPostureCard extends PostureElement {
  private config?: CardConfig;
  private place?: string;
  private order: readonly string[] = [];
  private readonly session = new AdminSession(
    () => this.home?.connection,
    () => this.requestUpdate(),
  );

  constructor() {
    super(styles);
    for (const sign of ["pointerdown", "click", "keydown", "input"]) {
      this.renderRoot.addEventListener(sign, () => {
        if (this.isConnected) this.session.touch();
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
    // The dashboard gives the card a height of its own, in rows of the grid.
    this.toggleAttribute("fixed", typeof grid_options?.rows === "number");
    this.setAttribute("form", layout ?? "auto");
    this.requestUpdate();
  }

  getCardSize(): number {
    return this.config?.layout === "compact" ? 3 : 12;
  }

  getGridOptions(): object {
    return { columns: 12, rows: "auto", min_columns: 3, min_rows: 2 };
  }

  get layout(): string | undefined {
    return this.place;
  }

  /** Set by the dashboard: "panel", "grid", ... */
  set layout(layout: string | undefined) {
    this.place = layout;
    this.toggleAttribute("panel", layout === "panel");
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    this.session.close();
    super.disconnectedCallback();
  }

  /** Names, addresses and findings do not outlive the right, or the connection, to see them. */
  protected override update(): void {
    if (this.reading.feed !== "live") this.session.drop();
    if (!this.admin()) this.session.close();
    const held = this.renderRoot.activeElement;
    const place = held?.closest(".check");
    super.update();
    // Where the focus was on what is gone, it stays with the finding.
    if (!held?.isConnected) place?.querySelector("button")?.focus();
  }

  protected render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const { config } = this;
    const { reading } = this;
    const admin = this.admin();
    const snapshot = snapshotOf(reading);
    const clock = performance.now();
    const now = timeOf(reading, clock) ?? 0;
    const action = actionOf(config);
    const { areas, title = "" } = config;
    const showScore = config.show_score !== false;
    const asked = { reading, clock, showScore, areas, isAdmin: admin !== null };
    const shown = glance(asked);
    const onPress = action && ((): void => this.act(action));
    return html`<ha-card>
      ${shown.bar ? html`<div class="bar">${shown.bar}</div>` : nothing}
      <div
        class="body ${shown.tiles.length ? "" : "alone"} ${shown.was ? "past" : ""}"
        data-mode=${shown.mode}
        tabindex=${admin ? nothing : 0}
      >
        ${hero(shown, title, onPress)} ${tiles(shown.tiles, this.pressing(admin, now))}
        ${admin && snapshot && words.areLoaded ? this.forAdmin(admin, snapshot, now) : nothing}
        ${device(this.device(now))} ${reloadOffer(snapshot, SecurityPostureCard.served)}
      </div>
      <div class="spoken" role="status">${words.text("card.heading")}: ${shown.word}</div>
    </ha-card>`;
  }

  /** Return what a press on a tile does; null: nothing. */
  private pressing(admin: AdminView | null, now: number): Pressing | null {
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
    return action ? { onPress: () => this.act(action), opened: null } : null;
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
        ? html`<div class="all">${this.list(admin, areas, now)} ${shareCopy(session.share)}</div>`
        : nothing
    }`;
  }

  /** Open or close something, and bring it into sight once it is all there. */
  private async open(toggle: () => void | Promise<void>): Promise<void> {
    const admin = this.admin();
    if (admin) this.order = urgency(admin);
    await toggle();
    await this.updateComplete;
    // The list as far as it fits, and in any case what was pressed.
    for (const part of [".inside, .all", ".tile[aria-expanded=true]"]) {
      this.renderRoot.querySelector(part)?.scrollIntoView({ block: "nearest" });
    }
  }

  private list(admin: AdminView, areas: string[], now: number): TemplateResult {
    const { session } = this;
    // Rows stand still while somebody writes.
    if (this.config?.details === "always" && !session.draft) this.order = urgency(admin);
    const hasSettings = Boolean(this.home?.panels?.config);
    // A day may have 25 hours: days are counted on the calendar.
    const today = Date.parse(words.day(now));
    const day = (n: number): string => new Date(today + n * DAY).toISOString().slice(0, 10);
    const days = { first: day(1), last: day(LONGEST) };
    return checks(areas, { admin, order: this.order, hasSettings, days, session });
  }

  private device(serverNow: number): ReturnType<typeof deviceChecks> {
    const { kioskMode, dockedSidebar, user } = this.home ?? {};
    const isOnWall =
      this.place === "panel" || kioskMode === true || dockedSidebar === "always_hidden";
    const isAdmin = user?.is_admin === true;
    return deviceChecks({ ...thisPage(), isOnWall, isAdmin, serverNow });
  }

  /** Return the administrator's part while this user may see it and it is the present, or lately was. */
  private admin(): AdminView | null {
    const { quiet, feed } = this.reading;
    if (!this.home?.user?.is_admin || this.config?.details === "never") return null;
    const snapshot = quiet || feed === "refused" ? null : snapshotOf(this.reading);
    return snapshot?.checked_at == null ? null : snapshot.admin;
  }
}

const CARD = "security-posture-card";
const BADGE = "security-posture-badge";
defineElement(CARD, SecurityPostureCard);
defineElement(BADGE, SecurityPostureBadge);
register(CARD, BADGE);
