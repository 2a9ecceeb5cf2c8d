/** What the card and the badge share: Home Assistant's `hass`, the words, the store of the connection. */
import type { Connection } from "home-assistant-js-websocket";
import { DrawnElement } from "./element.js";
import type { HomeAssistant } from "../ha/home-assistant.js";
import { speak } from "../ha/localize.js";
import { storeFor, type Reading, type Store } from "../connection/store.js";

/** What of `hass` is shown; everything else changes many times a second. */
const SHOWN = [
  "connection",
  "localize",
  "language",
  "locale",
  "user",
  "panels",
  "themes",
  "kioskMode",
  "dockedSidebar",
] as const;
const NOTHING_YET: Reading = { feed: "connecting", quiet: false, received: null };

export abstract class PostureElement extends DrawnElement {
  /** The content hash this page loaded, from the file's own address; "" when it has none. */
  static readonly served = new URL(import.meta.url).searchParams.get("v") ?? "";
  protected home?: HomeAssistant;
  protected store?: Store;
  private leave?: () => void;

  get hass(): HomeAssistant | undefined {
    return this.home;
  }

  set hass(hass: HomeAssistant | undefined) {
    const before = this.home;
    this.home = hass;
    if (before && hass && SHOWN.every((name) => before[name] === hass[name])) return;
    speak(hass);
    if (this.isConnected) {
      if (before?.language !== hass?.language) this.loadWords();
      if (before?.connection !== hass?.connection) this.join();
    }
    this.requestUpdate();
  }

  connectedCallback(): void {
    this.loadWords();
    this.join();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    this.leave?.();
    this.leave = undefined;
    this.requestUpdate(); // what was open leaves the document as well
  }

  protected override update(): void {
    if (this.home?.user?.is_admin === false) this.store?.forgetAdmin();
    super.update();
    // Light writing stands on a dark page, whatever Home Assistant takes its theme for. Themes
    // that mix or oklch() it have shares of 1 where others have 0 to 255.
    const light = Number(/[\d.]+/.exec(getComputedStyle(this).color));
    this.toggleAttribute("dark", light > (light % 1 ? 0.5 : 127));
  }

  /** Return what is known. */
  protected get reading(): Reading {
    return this.store?.reading ?? NOTHING_YET;
  }

  /** Tell Home Assistant that somebody pressed; it knows what every kind of action does. */
  protected act(action: object | null): void {
    const detail = { config: { tap_action: action }, action: "tap" };
    this.dispatchEvent(new CustomEvent("hass-action", { bubbles: true, composed: true, detail }));
  }

  private join(): void {
    this.leave?.();
    const connection = this.home?.connection as Connection | undefined; // not yet, on some pages
    this.store = connection && storeFor(connection);
    this.leave = this.store?.listen(() => this.requestUpdate());
  }

  /** The words arrive as another `hass.localize`; a failure leaves the built-in English. */
  private loadWords(): void {
    void this.home
      ?.loadBackendTranslation?.("config_panel", "security_posture")
      .catch(() => undefined);
  }
}
