/** Base class of the card and the badge: reactive `hass`, translations, the store of the connection. */
import type { Connection } from "home-assistant-js-websocket";
import { LitElement, render, type PropertyDeclarations, type PropertyValues } from "lit";
import { fireEvent } from "custom-card-helpers";
import { storeFor, type Store, type StoreState } from "../connection/store.js";
import { translationsFor, type TranslationLoader } from "../connection/translations.js";
import type { HomeAssistant } from "../ha/home-assistant.js";
import { setLanguage } from "../ha/localize.js";
import {
  actionFor,
  type ActionOptions,
  type Gesture,
  type HassAction,
  type Subject,
} from "./actions.js";
import { watchGestures } from "./gestures.js";
import { guardPress } from "./press-guard.js";

declare global {
  interface HASSDomEvents {
    "hass-action": HassAction;
  }
}

/** The parts of `hass` that are shown; everything else changes many times a second. */
const SHOWN = [
  "connection",
  "localize",
  "language",
  "locale",
  "user",
  "entities",
  "panels",
  "themes",
  "kioskMode",
  "dockedSidebar",
] as const;
const INITIAL_STATE: StoreState = { feed: "connecting", isSilent: false, received: null };

export abstract class PostureElement extends LitElement {
  static override properties: PropertyDeclarations = {
    hass: { attribute: false, hasChanged: isShownChanged },
    config: { state: true },
  };
  /** The content hash in the address this page loaded the file from; "" when it has none. */
  static readonly served = new URL(import.meta.url).searchParams.get("v") ?? "";

  // Declared only: a class field would hide the accessor that Lit defines.
  declare hass?: HomeAssistant;
  declare protected config?: ActionOptions;
  protected store?: Store;
  private translations?: TranslationLoader;
  /** The connection that is subscribed to. */
  private connection?: Connection | undefined;
  private unsubscribe?: () => void;

  constructor() {
    super();
    // First of all, because it decides whether a press is to be guarded.
    watchGestures(this, (subject, gesture) => this.pressOf(subject, gesture));
    this.addEventListener("click", guardPress, true);
    // Safari shows that something is pressed only where touches are listened to.
    this.addEventListener("touchstart", () => undefined, { passive: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.subscribe();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    this.requestUpdate(); // removes what was open from the document as well
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("hass")) {
      if (this.isConnected) this.onHass();
      this.updateLanguage();
    }
    if (this.hass?.user?.is_admin === false) this.store?.clearAdmin();
  }

  protected override updated(): void {
    // Detect a dark page from the computed text colour: what Home Assistant says of its theme may
    // be wrong. color-mix() and oklch() compute to channels of 0 to 1 instead of 0 to 255.
    const channel = Number(/[\d.]+/.exec(getComputedStyle(this).color));
    this.toggleAttribute("dark", channel > (channel % 1 ? 0.5 : 127));
  }

  /** Show an error in place of what was drawn before, which may no longer be true. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      render(String(error), this.renderRoot, this.renderOptions);
    }
  }

  /** Return what the store knows. */
  protected get state(): StoreState {
    return this.store?.state ?? INITIAL_STATE;
  }

  /** Return how to run what a gesture does, if anything: Home Assistant knows every type of action. */
  protected pressOf(subject: Subject, gesture: Gesture, config = this.config): (() => void) | null {
    const { hass } = this;
    const action = hass && config && actionFor(hass, config, subject, gesture);
    return action ? () => fireEvent(this, "hass-action", action) : null;
  }

  /** Return what a tap does; null if no gesture does anything: then it is no button. */
  protected tapOf(subject: Subject): (() => void) | null {
    const other = this.pressOf(subject, "hold") ?? this.pressOf(subject, "double_tap");
    return this.pressOf(subject, "tap") ?? (other && ((): void => undefined));
  }

  private onHass(): void {
    if (this.connection !== this.hass?.connection) this.subscribe();
    else if (this.hass) this.translations?.update(this.hass);
  }

  private subscribe(): void {
    this.unsubscribe?.();
    const connection = this.hass?.connection as Connection | undefined; // missing on some pages
    this.connection = connection;
    this.store = connection && storeFor(connection);
    this.translations = connection && translationsFor(connection);
    if (this.hass) this.translations?.update(this.hass);
    const stops = [
      this.store?.subscribe(() => this.requestUpdate()),
      this.translations?.subscribe(() => {
        this.updateLanguage();
        this.requestUpdate();
      }),
    ];
    this.unsubscribe = () => stops.forEach((stop) => stop?.());
  }

  private updateLanguage(): void {
    setLanguage(this.hass, this.translations?.localize);
  }
}

function isShownChanged(hass?: HomeAssistant, previous?: HomeAssistant): boolean {
  return !hass || !previous || SHOWN.some((name) => hass[name] !== previous[name]);
}
