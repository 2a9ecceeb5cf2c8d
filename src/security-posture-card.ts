/**
 * The card's element: life cycle, what is open, and which parts are shown. What is known lives in
 * the store, what is said in the view model, what is drawn in components/.
 */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { AREAS, fetchEvidence, recheck } from "./api.js";
import { checks, type ChecksContext, type Evidence } from "./components/checks.js";
import { hero } from "./components/hero.js";
import { tiles } from "./components/tiles.js";
import { exposureLine, scoreLine, tools } from "./components/tools.js";
import { defineElement } from "./define-element.js";
import { configForm, validConfig } from "./editor-form.js";
import type { CardConfig, HomeAssistant } from "./home-assistant.js";
import { Words } from "./localize.js";
import { navigate } from "./navigate.js";
import { TAG, register } from "./register.js";
import { sample } from "./sample.js";
import { storeOf, type Known, type Store } from "./store.js";
import { styles } from "./styles.js";
import { viewOf, type View } from "./view-model.js";

/** Ages are told in minutes. */
const TICK = 60_000;
const ALL = "*";
/** What of `hass` the card shows; everything else changes many times a second. */
const SHOWN = ["connection", "localize", "language", "locale", "user", "panels"] as const;

export class SecurityPostureCard extends LitElement {
  static override styles = styles;
  static override properties = {
    layout: { reflect: true },
    preview: { attribute: false },
    config: { state: true },
    open: { state: true },
    checking: { state: true },
  };

  declare layout?: string;
  declare preview?: boolean;
  declare config?: CardConfig;
  /** The area that is open, all of them, or none. */
  declare open: string | null;
  declare checking: "no" | "running" | "failed";

  private current?: HomeAssistant;
  private words = new Words(undefined);
  private store?: Store;
  private leave?: () => void;
  private ticking?: ReturnType<typeof setInterval>;
  private evidence = new Map<string, Evidence>();

  constructor() {
    super();
    this.open = null;
    this.checking = "no";
  }

  static getConfigForm(): object {
    return configForm();
  }

  static getStubConfig(): Partial<CardConfig> {
    return {};
  }

  setConfig(config: unknown): void {
    this.config = validConfig(config);
  }

  getCardSize(): number {
    return 12;
  }

  getGridOptions(): object {
    return { columns: 12, rows: "auto", min_columns: 3, min_rows: 2 };
  }

  get hass(): HomeAssistant | undefined {
    return this.current;
  }

  set hass(hass: HomeAssistant | undefined) {
    const before = this.current;
    this.current = hass;
    if (before && hass && SHOWN.every((name) => before[name] === hass[name])) return;
    this.words = new Words(hass);
    if (hass && before?.language !== hass.language) this.loadWords(hass);
    if (before?.user?.is_admin && !hass?.user?.is_admin) this.collapse();
    if (before?.connection !== hass?.connection && this.isConnected) this.join();
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.join();
    this.ticking = setInterval(() => this.requestUpdate(), TICK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
    this.leave?.();
    this.leave = undefined;
    this.collapse();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.store?.known.lost || !this.store?.known.snapshot?.detail) this.evidence.clear();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.config) return nothing;
    const { known, now, isSample } = this.seen();
    const view = viewOf(known, now, this.words);
    return html`<ha-card class=${view.mode}>
      ${view.bar ? html`<div class="bar">${view.bar}</div>` : nothing}
      ${this.config.title ? html`<h2>${this.config.title}</h2>` : nothing}
      <div class="body">
        ${hero(view, this.score(known, view), this.words)}
        ${isSample ? html`<p class="quiet">${this.words.text("card.example")}</p>` : nothing}
        ${this.inside(known, view)}
      </div>
    </ha-card>`;
  }

  private seen(): { known: Known; now: number; isSample: boolean } {
    const known = this.store?.known;
    const isSample = Boolean(this.preview) && !known?.snapshot;
    if (isSample || !known || !this.store) {
      const now = Date.now();
      return isSample
        ? { known: sample(now), now, isSample }
        : { known: { ...sample(now), feed: "connecting", snapshot: null }, now, isSample };
    }
    return { known, now: this.store.serverNow(), isSample };
  }

  private score(known: Known, view: View): string {
    if (view.mode !== "current" || this.config?.show_score === false) return "";
    return scoreLine(known.snapshot?.score ?? null, known.snapshot?.detail ?? null, this.words);
  }

  private inside(known: Known, view: View): unknown {
    const { words } = this;
    const detail = view.mode === "current" && this.isAdmin ? known.snapshot?.detail : null;
    const mode = this.config?.details ?? "tap";
    const context: ChecksContext | null = detail && mode !== "never" ? this.context(detail) : null;
    const shown = mode === "always" ? ALL : this.open;
    return html`
      ${view.tiles.length
        ? tiles(view.tiles, shown, context && mode === "tap" ? (id) => this.toggle(id) : null)
        : nothing}
      ${context && shown && shown !== ALL ? checks(shown, context) : nothing}
      ${detail
        ? html`<p class="quiet exposure">${exposureLine(detail, words)}</p>
            ${tools({
              words,
              checking: this.checking,
              allShown: mode === "tap" ? this.open === ALL : null,
              onCheck: () => void this.check(),
              onToggleAll: () => this.toggle(ALL),
            })}`
        : nothing}
      ${context && shown === ALL ? AREAS.map((area) => checks(area, context)) : nothing}
      ${this.reloadOffer(known)}
    `;
  }

  private reloadOffer(known: Known): unknown {
    const served = known.snapshot?.card;
    const own = new URL(import.meta.url).searchParams.get("v");
    if (!served || !own || served === own) return nothing;
    return html`<button class="plain" @click=${() => location.reload()}>
      ${this.words.text("card.reload")}
    </button>`;
  }

  private context(detail: ChecksContext["detail"]): ChecksContext {
    return {
      detail,
      words: this.words,
      evidence: this.evidence,
      canOpenSettings: Boolean(this.current?.panels?.config),
      onEvidence: (id) => void this.toggleEvidence(id),
      onNavigate: navigate,
    };
  }

  private get isAdmin(): boolean {
    return Boolean(this.current?.user?.is_admin);
  }

  private join(): void {
    this.leave?.();
    this.leave = undefined;
    this.store = this.current && storeOf(this.current.connection);
    this.leave = this.store?.listen(() => this.requestUpdate());
  }

  private loadWords(hass: HomeAssistant): void {
    const shown = (): void => {
      this.words = new Words(this.current);
      this.requestUpdate();
    };
    void hass.loadBackendTranslation?.("config_panel", "security_posture").then(shown, () => undefined);
  }

  private toggle(id: string): void {
    const open = this.open === id ? null : id;
    this.collapse();
    this.open = open;
  }

  private collapse(): void {
    this.open = null;
    this.evidence.clear();
  }

  private async check(): Promise<void> {
    const connection = this.current?.connection;
    if (!connection) return;
    this.checking = "running";
    try {
      await recheck(connection);
      this.checking = "no";
    } catch {
      this.checking = "failed";
    }
  }

  private async toggleEvidence(id: string): Promise<void> {
    const connection = this.current?.connection;
    if (this.evidence.delete(id) || !connection) {
      this.requestUpdate();
      return;
    }
    const asked = this.evidence;
    this.show(asked, id, "loading");
    try {
      this.show(asked, id, await fetchEvidence(connection, id));
    } catch (error) {
      const code = (error as { code?: unknown } | undefined)?.code;
      this.show(asked, id, code === "unauthorized" ? "refused" : "failed");
    }
  }

  /** An answer that comes after the rows were closed is dropped. */
  private show(asked: Map<string, Evidence>, id: string, found: Evidence): void {
    if (found !== "loading" && !asked.has(id)) return;
    asked.set(id, found);
    this.requestUpdate();
  }
}

defineElement(TAG, SecurityPostureCard);
register();
