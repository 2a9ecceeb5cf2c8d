/**
 * The card's element: it takes what Home Assistant sets and puts the parts together. The data are in
 * connection/store.ts, what is open in connection/admin-session.ts, the content in model/, the
 * templates in components/.
 *
 * The imports are in the order in which the bundle compresses best.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { hero } from "./components/hero.js";
import { device } from "./components/device.js";
import { head } from "./components/head.js";
import { reloadOffer } from "./components/reload-offer.js";
import { configForm, parseConfig, type CardConfig } from "./config/editor-form.js";
import { AdminSession } from "./connection/admin-session.js";
import { followLinks } from "./element/deep-link.js";
import { defineElement } from "./element/define-element.js";
import type { AdminView } from "./connection/api.js";
import { glance, snapshotOf, timeOf } from "./model/view-model.js";
import {
  administrator,
  change,
  openedArea,
  type Administrator,
} from "./components/administrator.js";
import { isOfState, type Gesture, type Subject } from "./element/actions.js";
import { PostureElement } from "./element/posture-element.js";
import { register } from "./element/register.js";
import { sizeOf } from "./element/size.js";
import { leaveOut } from "./element/room.js";
import { words } from "./ha/localize.js";
import { deviceChecks, isOnWall, thisPage } from "./model/device-checks.js";
import { tiles } from "./components/tiles.js";
import { isPutAway, putAway } from "./model/put-away.js";
import { scaleOf } from "./model/scale.js";
import { Opening } from "./element/opening.js";
import { SecurityPostureBadge } from "./security-posture-badge.js";
import { styles } from "./styles/card.js";
import { reportStyles } from "./styles/report.js";

export class SecurityPostureCard extends PostureElement {
  static override properties = { layout: { attribute: false } };
  static override styles = styles;

  declare protected config?: CardConfig;
  /** Set by the dashboard: "panel", "grid", ... */
  declare layout?: string;
  /** Set by the dashboard in its pickers and editors. */
  declare preview?: boolean;
  private readonly observer = new ResizeObserver(() => this.fit());
  private readonly session = new AdminSession(
    () => this.hass?.connection,
    () => this.requestUpdate(),
  );

  constructor() {
    super();
    new Opening(this, this.session);
    followLinks(this, (id) => this.follow(id));
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
    this.config = parseConfig(raw);
  }

  getCardSize(): number {
    return this.config?.layout === "compact" ? 3 : 12;
  }

  getGridOptions(): object {
    return { columns: 12, rows: "auto", min_columns: 3, min_rows: 1 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
  }

  override disconnectedCallback(): void {
    this.observer.disconnect();
    this.session.close();
    super.disconnectedCallback();
  }

  /** Clear names, addresses and findings when the connection or the right to see them is lost. */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const isPanel = this.layout === "panel";
    this.toggleAttribute("panel", isPanel);
    // The page gives the height, or the dashboard in rows of the grid.
    const { rows } = this.config?.grid_options ?? {};
    this.toggleAttribute("fixed", isPanel || typeof rows === "number");
    this.setAttribute("form", this.form());
    if (this.state.feed !== "live") this.session.clear();
    const snapshot = this.admin() && snapshotOf(this.state);
    if (snapshot) this.session.recheck.see(snapshot);
    else this.session.close();
  }

  protected override updated(): void {
    super.updated();
    this.fit();
    // A font or a style that arrives later changes what has room.
    for (const part of this.renderRoot.querySelectorAll(".body > *")) this.observer.observe(part);
  }

  private form(): string {
    // In picture-elements there is room for the state.
    return this.config?.layout ?? (this.classList.contains("element") ? "compact" : "auto");
  }

  /** Adapt to the size that the dashboard gives. */
  private fit(): void {
    const { layout, hass, offsetWidth: width } = this;
    const height = this.hasAttribute("fixed") ? this.offsetHeight : null;
    if (!width) return; // not shown
    const place = { layout, kioskMode: hass?.kioskMode, form: this.form(), width, height };
    this.setAttribute("scale", scaleOf(place));
    this.setAttribute("size", sizeOf(width, height));
    leaveOut(this, this.shadowRoot?.querySelector<HTMLElement>(".body"));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const { config, state } = this;
    const clock = performance.now();
    const now = timeOf(state, clock) ?? 0;
    const { areas, title = "" } = config;
    const showScore = config.show_score !== false;
    const isAdmin = this.admin() !== null;
    const isViewer = this.hass?.user?.is_admin === false;
    const shown = glance({ state, clock, showScore, areas, isAdmin, isViewer });
    const view = this.administrator(now);
    const tapOf = (subject: Subject): (() => void) | null => this.tapOf(subject);
    const opened = view && this.opensAreas() ? openedArea(view) : null;
    return html`<ha-card>
      ${shown.bar ? html`<div class="bar">${shown.bar}</div>` : nothing}
      <div
        class="body ${shown.tiles.length ? "" : "hero-only"} ${shown.lastState ? "outdated" : ""} ${this.session.opened ? "covered" : ""}"
        data-mode=${shown.mode}
        tabindex=${isAdmin ? nothing : 0}
      >
        ${hero(shown, title, tapOf)} ${view ? head(view) : nothing}
        ${tiles(shown.tiles, tapOf, opened)} ${view ? administrator(view) : nothing}
        ${this.device(now)}
        ${words.areLoaded ? reloadOffer(snapshotOf(state), SecurityPostureCard.served) : nothing}
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

  private opensAreas(): boolean {
    return (this.config?.details ?? "tap") === "tap";
  }

  /** Return how to run what a gesture does: an administrator's tap on an area opens its checks. */
  protected override pressOf(subject: Subject, gesture: Gesture): (() => void) | null {
    const isAreaTapped = gesture === "tap" && !isOfState(subject);
    const view = isAreaTapped && this.opensAreas() ? this.administrator(0) : null;
    return view
      ? () => change(view, () => view.session.toggle("area", subject))
      : super.pressOf(subject, gesture);
  }

  /** Follow a link to an area or a check, if there is such a one and this card can. */
  private follow(id: string): boolean {
    const snapshot = snapshotOf(this.state);
    const admin = this.admin();
    if (!snapshot || this.preview || (admin && !words.areLoaded)) return false;
    const check = admin?.checks.find((each) => each.id === id);
    const area = check?.area ?? snapshot.areas.find((each) => each.id === id)?.id;
    if (area === undefined) return false;
    // The style sheet hides it where there is no room.
    const place = check ? ".admin" : `.tile[data-press="${CSS.escape(area)}"]`;
    const canOpen =
      admin && (check || this.opensAreas())
        ? this.renderRoot.querySelector(place)?.getClientRects().length
        : 0;
    if (admin && !canOpen) return false; // another card may have the list
    if (!canOpen)
      super.pressOf(area, "tap", {})?.(); // more-info
    else if (check) this.administrator(0)?.onShow(id);
    else if (this.session.area !== area) this.pressOf(area, "tap")?.();
    return true;
  }

  private device(serverNow: number): TemplateResult | typeof nothing {
    const isAdmin = this.hass?.user?.is_admin === true;
    const place = { isOnWall: isOnWall(this.hass, this.layout), isAdmin, serverNow };
    const found = deviceChecks({ ...thisPage(), ...place });
    // Until its time is known, the set of problems may still change.
    if (!serverNow || !words.areLoaded || isPutAway(found)) return nothing;
    return device(found, () => {
      putAway(found);
      this.requestUpdate();
    });
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
