/**
 * The card's element: it takes what Home Assistant sets and puts the parts together. The data are in
 * connection/store.ts, what is open in connection/admin-session.ts, the content in model/, the
 * templates in components/.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { AdminSession } from "./connection/admin-session.js";
import type { AdminView, Snapshot } from "./connection/api.js";
import { arrange, exposureLine, scoreLine, type Place } from "./model/check-list.js";
import { adminBar } from "./components/admin-bar.js";
import { changes } from "./components/changes.js";
import { allChecks, checksOfArea, type Listing } from "./components/checks.js";
import { device } from "./components/device.js";
import { head } from "./components/head.js";
import { hero } from "./components/hero.js";
import { panel } from "./components/panel.js";
import { reloadOffer } from "./components/reload-offer.js";
import { shareCopy } from "./components/share-copy.js";
import { startRows, type Start } from "./components/start-here.js";
import { tiles, type TileAction } from "./components/tiles.js";
import { defineElement } from "./element/define-element.js";
import { OF_PLACE, deviceChecks, isOnWall, thisPage, type DeviceCheck } from "./model/device-checks.js";
import { configForm, parseConfig, type CardConfig } from "./config/editor-form.js";
import { words } from "./ha/localize.js";
import type { Gesture, Subject } from "./element/actions.js";
import { DeepLink } from "./element/deep-link.js";
import { PostureElement } from "./element/posture-element.js";
import { register } from "./element/register.js";
import { markWidth, onResize } from "./element/width.js";
import { SecurityPostureBadge } from "./security-posture-badge.js";
import { styles } from "./styles/card.js";
import { forgetGone, isPutAway, putAway } from "./model/put-away.js";
import { glance, snapshotOf, timeOf } from "./model/view-model.js";

const DAY = 86_400_000;
/** For how many days a risk may be accepted. */
const MAX_DAYS = 365;
/** What its form begins with. */
const PRESET_DAYS = Math.min(90, MAX_DAYS);

export class SecurityPostureCard extends PostureElement {
  static override properties = { layout: { attribute: false } };
  static override styles = styles;

  declare protected config?: CardConfig;
  /** Set by the dashboard: "panel", "grid", ... */
  declare layout?: string;
  /** Set by the dashboard in its pickers and editors. */
  declare preview?: boolean;
  private order: readonly Place[] = [];
  private stopResizing?: () => void;
  private readonly session = new AdminSession(
    () => this.hass?.connection,
    () => this.requestUpdate(),
  );

  constructor() {
    super();
    new DeepLink(this, (id, isLate) => this.follow(id, isLate));
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
    const row = focused?.closest(".check, .share");
    super.update(changed);
    // If the focused element was removed, keep the focus in its row.
    if (!focused?.isConnected)
      row?.querySelector<HTMLElement>("summary, [tabindex], .plain")?.focus();
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
    const { areas, title = "" } = config;
    const showScore = config.show_score !== false;
    const isViewer = this.hass?.user?.is_admin === false;
    const isAdmin = admin !== null;
    const shown = glance({ state, clock, showScore, areas, isAdmin, isViewer });
    return html`<ha-card>
      ${shown.bar ? html`<div class="bar">${shown.bar}</div>` : nothing}
      <div
        class="body ${shown.tiles.length ? "" : "hero-only"} ${shown.lastState ? "outdated" : ""} ${this.session.panel === "none" ? "" : "covered"}"
        data-mode=${shown.mode}
        tabindex=${admin ? nothing : 0}
      >
        ${hero(shown, title, (subject) => this.tapOf(subject))}
        ${admin && words.areLoaded ? head(this.start(admin)) : nothing}
        ${tiles(shown.tiles, this.tileAction(admin, now))}
        ${admin && snapshot && words.areLoaded ? this.forAdmin(admin, snapshot, now) : nothing}
        ${this.device(now)} ${reloadOffer(snapshot, SecurityPostureCard.served)}
      </div>
      <div class="visually-hidden" role="status">${words.text("card.heading")}: ${shown.word}</div>
    </ha-card>`;
  }

  /** Return how to run what a gesture does: an administrator's tap opens the checks of an area. */
  protected override pressOf(subject: Subject, gesture: Gesture): (() => void) | null {
    const { details = "tap" } = this.config ?? {};
    const isArea = subject !== "state" && subject !== "score";
    return isArea && gesture === "tap" && details === "tap" && this.admin() && words.areLoaded
      ? () => void this.open(() => this.session.toggle("area", subject))
      : super.pressOf(subject, gesture);
  }

  private tileAction(admin: AdminView | null, now: number): TileAction {
    const { details = "tap" } = this.config ?? {};
    const tapOf = (area: string): (() => void) | null => this.tapOf(area);
    if (!admin || details !== "tap" || !words.areLoaded) return { tapOf, opened: null };
    const { panel: opened, area } = this.session;
    return {
      tapOf,
      opened: {
        area: opened === "area" ? area : null,
        inside:
          area === null
            ? null
            : panel(
                {
                  place: "inside",
                  title: words.name("areas", area),
                  onClose: () => this.session.toggle("area", area),
                },
                checksOfArea(area, this.listing(admin, now)),
              ),
      },
    };
  }

  /** Follow a link to an area or a check, if there is such a one and this card can. */
  private follow(id: string, isLate: boolean): boolean {
    const snapshot = snapshotOf(this.state);
    if (!snapshot || this.preview) return false;
    const admin = this.admin();
    if (admin && !words.areLoaded) return false;
    const check = admin?.checks.find((each) => each.id === id);
    const area = check?.area ?? snapshot.areas.find((each) => each.id === id)?.id;
    if (area === undefined) return false;
    // The style sheet hides the list where there is no room for it.
    const isListShown = this.renderRoot.querySelector(".admin")?.getClientRects().length;
    if (admin && !isListShown && !isLate) return false;
    if (!admin || !isListShown) super.pressOf(area, "tap", {})?.();
    else if (check) void this.showCheck(id);
    else if (this.session.area !== area)
      void this.open(() => this.session.toggle("area", area));
    return true;
  }

  private forAdmin(admin: AdminView, snapshot: Snapshot, now: number): TemplateResult {
    const { session, config } = this;
    const isAlways = config?.details === "always";
    const bar = {
      lines: [
        config?.show_score !== false ? scoreLine(snapshot.score, admin) : "",
        exposureLine(admin),
      ].filter(Boolean),
      onList: isAlways ? null : () => void this.open(() => session.toggle("list")),
      onChanges: () => void this.open(() => session.toggleChanges()),
    };
    const listing = this.listing(admin, now);
    const list = html`${startRows(this.start(admin))} ${allChecks(listing)}
    ${shareCopy(session.share)}`;
    return html`${adminBar(bar, session)}
    ${
      session.panel === "changes"
        ? panel(
            { place: "all", title: words.text("changes.open"), onClose: bar.onChanges },
            changes(session, admin, now),
          )
        : nothing
    }
    ${
      isAlways
        ? html`<div class="all">${list}</div>`
        : session.panel === "list" && bar.onList
          ? panel({ place: "all", title: words.text("card.all_checks"), onClose: bar.onList }, list)
          : nothing
    }`;
  }

  private start(admin: AdminView): Start {
    return {
      admin,
      hasSettings: Boolean(this.hass?.panels?.config),
      onShow: (checkId) => void this.showCheck(checkId),
    };
  }

  /** Open a check in the list of all, and move the focus there. */
  async showCheck(checkId: string): Promise<void> {
    const isListed = this.config?.details === "always";
    await this.open(() => this.session.showCheck(checkId, isListed));
    const row = this.renderRoot.querySelector(`[data-check=${CSS.escape(checkId)}]`);
    row?.scrollIntoView({ block: "nearest" });
    row?.querySelector("summary")?.focus({ preventScroll: true });
  }

  /** Open or close something, and scroll it into view once it is complete. */
  private async open(toggle: () => void | Promise<void>): Promise<void> {
    const { session } = this;
    const before = [session.panel, session.area].join();
    const done = toggle();
    const admin = this.admin();
    if (admin && before !== [session.panel, session.area].join())
      this.order = arrange(admin.checks);
    await done;
    await this.updateComplete;
    // First the list, as far as it fits; then the pressed tile, which must stay visible.
    for (const part of [".inside, .all", ".tile[aria-expanded=true]"]) {
      this.renderRoot.querySelector(part)?.scrollIntoView({ block: "nearest" });
    }
  }

  private listing(admin: AdminView, now: number): Listing {
    const { session } = this;
    // Rows must not move while one is open.
    if (this.config?.details === "always" && !session.openChecks.size)
      this.order = arrange(admin.checks);
    const hasSettings = Boolean(this.hass?.panels?.config);
    // Count calendar days: a day may have 25 hours.
    const today = Date.parse(words.day(now));
    const day = (n: number): string => new Date(today + n * DAY).toISOString().slice(0, 10);
    const days = { first: day(1), last: day(MAX_DAYS), preset: day(PRESET_DAYS) };
    return { admin, order: this.order, hasSettings, days, session };
  }

  private device(serverNow: number): TemplateResult | typeof nothing {
    const isAdmin = this.hass?.user?.is_admin === true;
    const place = { isOnWall: isOnWall(this.hass, this.layout), isAdmin, serverNow };
    const found = deviceChecks({ ...thisPage(), ...place });
    if (serverNow) forgetGone((name) => name !== OF_PLACE && !found.includes(name as DeviceCheck));
    if (isPutAway(found)) return nothing;
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
