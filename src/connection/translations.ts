/** The card's translations: loaded once per connection, and again until they have arrived. */
import type { Connection } from "home-assistant-js-websocket";
import type { HomeAssistant, Localize } from "../ha/home-assistant.js";
import { PREFIX, fill, hasTranslations } from "../ha/localize.js";
import { object } from "./guard.js";

const CATEGORY = "config_panel";
const DOMAIN = "security_posture";
// Neither Home Assistant's frontend nor the connection ends a request that gets no answer.
const ANSWER_TIMEOUT = 10_000;
const FIRST_RETRY = 1_000;
const LONGEST_RETRY = 60_000;

export class TranslationLoader {
  private readonly listeners = new Set<() => void>();
  private hass?: HomeAssistant;
  private loaded?: { language: string; localize: Localize };
  // Every attempt and every stop outdates the answers that are still to come.
  private generation = 0;
  private tries = 0;
  private timer?: ReturnType<typeof setTimeout>;
  private isLoading = false;

  constructor(private readonly connection: Connection) {}

  /** Translations of the current language that did not come through `hass.localize`. */
  get localize(): Localize | undefined {
    return this.loaded?.language === this.hass?.language ? this.loaded?.localize : undefined;
  }

  /** Load while there are listeners, and call them when translations arrive here. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    this.check();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  /** Take a new `hass`: it may bring the translations, or lose them by a change of language. */
  update(hass: HomeAssistant): void {
    if (this.hass?.language !== hass.language) this.stop();
    this.hass = hass;
    this.check();
  }

  private check(): void {
    if (!this.hass || this.listeners.size === 0) return;
    if (hasTranslations(this.hass.localize) || this.localize) this.stop();
    else if (!this.isLoading) this.start();
  }

  private start(): void {
    this.isLoading = true;
    this.connection.addEventListener("ready", this.onReady);
    this.onReady();
  }

  private stop(): void {
    if (!this.isLoading) return;
    this.isLoading = false;
    this.generation++;
    clearTimeout(this.timer);
    this.connection.removeEventListener("ready", this.onReady);
  }

  private readonly onReady = (): void => {
    this.tries = 0;
    this.attempt();
  };

  private attempt(): void {
    const { hass } = this;
    if (!hass) return;
    const mine = ++this.generation;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), ANSWER_TIMEOUT);
    // The frontend sends its request only once: after a failure every further call resolves at
    // once without the texts. Every other attempt therefore asks the server directly.
    const answer = this.tries % 2 ? this.fromServer(hass) : fromFrontend(hass);
    answer
      .catch(() => undefined)
      .then((localize) => {
        if (mine !== this.generation) return;
        if (localize && hasTranslations(localize)) this.accept(hass.language, localize);
        else this.retry();
      });
  }

  private accept(language: string, localize: Localize): void {
    this.loaded = { language, localize };
    this.stop();
    for (const listener of [...this.listeners]) listener();
  }

  private retry(): void {
    this.generation++;
    clearTimeout(this.timer);
    // Spread out, so that not all tablets of a home ask at the same moment.
    const spread = 0.8 + 0.4 * Math.random();
    const delay = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.tries++) * spread;
    this.timer = setTimeout(() => this.attempt(), delay);
  }

  private async fromServer({ language }: HomeAssistant): Promise<Localize> {
    const answer = await this.connection.sendMessagePromise({
      type: "frontend/get_translations",
      language,
      category: CATEGORY,
      integration: [DOMAIN],
    });
    const texts = new Map(
      Object.entries(object(object(answer).resources)).filter(
        (entry): entry is [string, string] =>
          entry[0].startsWith(PREFIX) && typeof entry[1] === "string",
      ),
    );
    return (key, values) => fill(texts.get(key) ?? "", values);
  }
}

async function fromFrontend(hass: HomeAssistant): Promise<Localize | undefined> {
  const localize = await hass.loadBackendTranslation?.(CATEGORY, DOMAIN);
  return typeof localize === "function" ? (localize as Localize) : undefined;
}

const loaders = new WeakMap<Connection, TranslationLoader>();

/** Return the loader of a connection. */
export function translationsFor(connection: Connection): TranslationLoader {
  const loader = loaders.get(connection) ?? new TranslationLoader(connection);
  loaders.set(connection, loader);
  return loader;
}
