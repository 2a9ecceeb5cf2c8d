/**
 * The card's element: it listens, and puts the parts together. What is known lives in store.ts,
 * what is open in admin-session.ts, what is said in view-model.ts and check-list.ts, what is drawn
 * in components/.
 */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { AdminSession } from "./admin-session.js";
import type { AdminView, Snapshot } from "./api.js";
import { exposureLine, groups, scoreLine, urgency } from "./check-list.js";
import { adminBar } from "./components/admin-bar.js";
import { checks } from "./components/checks.js";
import { hero } from "./components/hero.js";
import { shareCopy } from "./components/share-copy.js";
import { tiles } from "./components/tiles.js";
import { defineElement } from "./define-element.js";
import { configForm, parseConfig, type CardConfig } from "./editor-form.js";
import type { HomeAssistant } from "./home-assistant.js";
import { Words } from "./localize.js";
import { register } from "./register.js";
import { sample } from "./sample.js";
import { storeFor, type Reading, type Store } from "./store.js";
import { styles } from "./styles.js";
import { glance, modeOf, snapshotOf, type Glance } from "./view-model.js";

const TAG = "security-posture-card";
/** What of `hass` the card shows; everything else changes many times a second. */
const SHOWN = ["connection", "localize", "language", "locale", "user", "panels"] as const;
const NOTHING_YET: Reading = { feed: "connecting", quiet: false, received: null };

export class SecurityPostureCard extends LitElement {
  static override styles = styles;
  static override properties = {
    layout: { reflect: true },
    preview: { attribute: false },
    config: { state: true },
  };
  /** The content hash this page loaded, from the file's own address; "" when it has none. */
  static readonly served = new URL(import.meta.url).searchParams.get("v") ?? "";
  private static words = new Words();

  declare layout?: string; // "panel", "grid", ...: set by the dashboard
  declare preview?: boolean; // in the card picker or the editor
  declare config?: CardConfig;

  private home?: HomeAssistant;
  private words = new Words();
  private store?: Store;
  private leave?: () => void;
  private order: readonly string[] = [];
  private readonly session = new AdminSession(() => this.requestUpdate());

  static getConfigForm(): object {
    return configForm(SecurityPostureCard.words);
  }

  static getStubConfig(): object {
    return {};
  }

  setConfig(raw: unknown): void {
    this.config = parseConfig(raw);
    this.toggleAttribute("fixed", this.config.isFixedHeight);
  }

  getCardSize(): number {
    return 12;
  }

  getGridOptions(): object {
    return { columns: 12, rows: "auto", min_columns: 3, min_rows: 2 };
  }

  get hass(): HomeAssistant | undefined {
    return this.home;
  }

  set hass(hass: HomeAssistant | undefined) {
    const before = this.home;
    this.home = hass;
    if (before && hass && SHOWN.every((name) => before[name] === hass[name])) return;
    this.words = SecurityPostureCard.words = new Words(hass);
    if (this.isConnected) {
      if (before?.language !== hass?.language) this.loadWords();
      if (before?.connection !== hass?.connection) this.join();
    }
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.loadWords();
    this.join();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
    this.leave = undefined;
    this.session.close();
    this.requestUpdate(); // what was open leaves the document as well
  }

  /** Names, addresses and findings do not outlive the right, or the connection, to see them. */
  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.home?.user && !this.home.user.is_admin) this.store?.forgetAdmin();
    if (this.store?.reading.feed !== "live") this.session.dropEvidence();
    if (!this.admin()) this.session.close();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const reading = this.reading();
    const isSample = reading !== this.store?.reading && Boolean(this.preview);
    const admin = this.admin();
    const { showScore, title } = this.config;
    const shown = glance(
      { reading, clock: performance.now(), showScore, isAdmin: admin !== null },
      this.words,
    );
    return html`<ha-card>
      ${isSample ? html`<div class="bar">${this.words.text("card.example")}</div>` : nothing}
      ${shown.bar ? html`<div class="bar">${shown.bar}</div>` : nothing}
      <div class="body ${shown.tiles.length ? "" : "alone"}" data-mode=${shown.mode}>
        ${hero(shown, title, this.words)} ${this.areas(shown, admin)}
        ${admin ? this.forAdmin(admin, snapshotOf(reading)) : nothing}
        ${this.reloadOffer(snapshotOf(reading))}
      </div>
      <div class="spoken" role="status">${this.words.text("card.heading")}: ${shown.word}</div>
    </ha-card>`;
  }

  private areas(shown: Glance, admin: AdminView | null): TemplateResult | typeof nothing {
    const { area } = this.session;
    if (!admin || this.config?.details === "always") return tiles(shown.tiles, null, this.words);
    const opening = {
      area,
      onToggle: (id: string) => this.open(admin, () => this.session.toggleArea(id)),
      inside: area === null ? null : this.list(admin, [area]),
    };
    return tiles(shown.tiles, opening, this.words);
  }

  private forAdmin(admin: AdminView, snapshot: Snapshot | null): TemplateResult {
    const isAlways = this.config?.details === "always";
    const isListOpen = isAlways || this.session.isListOpen;
    const areas = snapshot?.areas.map(({ id }) => id) ?? [];
    const bar = {
      lines: [
        this.config?.showScore ? scoreLine(snapshot?.score ?? null, admin, this.words) : "",
        exposureLine(admin, this.words),
      ].filter(Boolean),
      recheck: this.session.recheck,
      onRecheck: () => this.home && void this.session.checkNow(this.home.connection),
      isListOpen: isAlways ? null : isListOpen,
      onList: () => this.open(admin, () => this.session.toggleList()),
    };
    return html`${adminBar(bar, this.words)}
    ${isListOpen ? html`<div class="all">${this.list(admin, areas)} ${this.toShare()}</div>` : nothing}`;
  }

  private toShare(): TemplateResult | typeof nothing {
    const { share } = this.session;
    return shareCopy(share.copy, () => this.home && share.make(this.home.connection), this.words);
  }

  /** Open or close a list, and bring it into sight. */
  private open(admin: AdminView, toggle: () => void): void {
    this.order = urgency(admin);
    toggle();
    void this.updateComplete.then(() => {
      // The list as far as it fits, and in any case what was pressed.
      for (const part of [".inside, .all", ".tile[aria-expanded=true]"]) {
        this.renderRoot.querySelector(part)?.scrollIntoView({ block: "nearest" });
      }
    });
  }

  private list(admin: AdminView, areas: string[]): TemplateResult {
    const isAlways = this.config?.details === "always";
    const order = isAlways ? urgency(admin) : this.order;
    const hasSettings = Boolean(this.home?.panels?.config);
    return checks(groups({ admin, areas, order, hasSettings }, this.words), {
      words: this.words,
      evidenceOf: (id) => this.session.evidenceOf(id),
      onEvidence: (id) => this.home && void this.session.toggleEvidence(this.home.connection, id),
    });
  }

  private reloadOffer(snapshot: Snapshot | null): TemplateResult | typeof nothing {
    const { served } = SecurityPostureCard;
    if (!snapshot?.card || !served || snapshot.card === served) return nothing;
    return html`<div class="reload">
      <p class="quiet">${this.words.text("card.reload_note")}</p>
      <button class="plain" @click=${() => location.reload()}>
        ${this.words.text("card.reload")}
      </button>
    </div>`;
  }

  /** Return what is known; in the picker, where nothing is, the example. */
  private reading(): Reading {
    const reading = this.store?.reading ?? NOTHING_YET;
    return this.preview && !snapshotOf(reading)?.checkedAt ? sample(performance.now()) : reading;
  }

  /** Return the administrator's part while this user may see it and it is the present, or lately was. */
  private admin(): AdminView | null {
    const reading = this.store?.reading;
    if (!reading || !this.home?.user?.is_admin || this.config?.details === "never") return null;
    const gone = ["lost", "no_answer", "refused"].includes(modeOf(reading, performance.now()));
    const snapshot = gone ? null : snapshotOf(reading);
    return snapshot?.checkedAt == null ? null : snapshot.admin;
  }

  private join(): void {
    this.leave?.();
    this.store = this.home && storeFor(this.home.connection);
    this.leave = this.store?.listen(() => this.requestUpdate());
  }

  /** The words arrive as another `hass.localize`; a failure leaves the built-in English. */
  private loadWords(): void {
    void this.home
      ?.loadBackendTranslation?.("config_panel", "security_posture")
      .catch(() => undefined);
  }
}

defineElement(TAG, SecurityPostureCard);
register(TAG);
