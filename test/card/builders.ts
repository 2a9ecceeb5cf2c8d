/** Builders for the tests: messages, a connection, `hass`, a mounted card. */
import type { Connection } from "home-assistant-js-websocket";
import type { HomeAssistant } from "../../src/ha/home-assistant.js";
import type { SecurityPostureCard } from "../../src/security-posture-card.js";

type Fields = Record<string, unknown>;
type Tree = { [name: string]: Tree | string };

const ENGLISH = "/custom_components/security_posture/translations/en.json";
const PREFIX = "component.security_posture.config_panel.";
export const { config_panel: WORDS } = (await (await fetch(ENGLISH)).json()) as {
  config_panel: Tree;
};

/** The server's time in the messages; far from the device's. */
export const NOW = Date.UTC(2031, 4, 6, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const iso = (offset = 0): string => new Date(NOW + offset).toISOString();

export function createCheck(fields: Fields = {}): Fields {
  return {
    id: "bans_disabled",
    area: "bans",
    severity: "high",
    status: "pass",
    params: { variant: "no_threshold" },
    since: null,
    evidence: 0,
    fix: { path: "/config/network" },
    ...fields,
  };
}

/** Return a healthy administrator's snapshot. */
export function createSnapshot(fields: Fields = {}): Fields {
  const ids = ["encryption", "sign_in", "bans", "network", "updates", "backups", "secrets", "host"];
  return {
    schema: 1,
    ruleset: "2031.5.1",
    card: "",
    audience: "admin",
    phase: "ready",
    now: iso(),
    checked_at: iso(-4 * 60_000),
    stale: false,
    stale_after: 43_500,
    state: "good",
    score: 97,
    provisional: false,
    counts: createCounts({ passed: 1 }),
    areas: ids.map((id) => ({ id, state: "pass", value: null })),
    exposure: { level: "local", evidence: [] },
    score_detail: { raw: 97, cap: null, lost: [] },
    checks: [createCheck()],
    ...fields,
  };
}

export function createCounts(fields: Fields = {}): Fields {
  const none = { critical: 0, high: 0, medium: 0, low: 0 };
  return { ...none, unknown: 0, accepted: 0, passed: 0, not_applicable: 0, ...fields };
}

/** Return a snapshot with one serious finding, which has evidence. */
export function createRisk(fields: Fields = {}): Fields {
  const { areas } = createSnapshot() as { areas: { id: string }[] };
  return createSnapshot({
    state: "at_risk",
    score: 39,
    counts: createCounts({ high: 1, passed: 3 }),
    areas: areas.map((area) => (area.id === "bans" ? { ...area, state: "fail" } : area)),
    checks: [
      createCheck({ id: "sign_in_attack", status: "pass", params: { n: 2 } }),
      createCheck({ status: "fail", evidence: 2 }),
    ],
    ...fields,
  });
}

export function createViewer(fields: Fields = {}): Fields {
  const { exposure: _e, score_detail: _s, checks: _c, ...summary } = createSnapshot(fields);
  return { ...summary, audience: "viewer" };
}

/** Return the message that is sent while there is no report. */
export function createEmpty(phase: string, fields: Fields = {}): Fields {
  return createSnapshot({
    phase,
    checked_at: null,
    state: "unknown",
    score: null,
    counts: createCounts(),
    areas: [],
    checks: [],
    score_detail: { raw: null, cap: null, lost: [] },
    ...fields,
  });
}

type Answer = "accept" | "silent" | "mute" | { code: string };
type Callback = (message: unknown) => void;

/** The websocket connection of a page. */
export class FakeConnection {
  connected = true;
  /** accept: subscribe and send; mute: subscribe, send nothing; silent: no answer; or an error */
  answer: Answer = "accept";
  message: unknown = createSnapshot();
  sent: Fields[] = [];
  asked = 0;
  replies: Record<string, unknown> = {};
  /** Make the answers that are still pending errors. */
  failPending: () => void = () => undefined;
  /** The subscription to a copy, while there is one; and the error code it is refused with. */
  copy: Callback | undefined;
  copyAsked: Fields[] = [];
  copyRefused: string | undefined;
  private readonly callbacks = new Set<Callback>();
  /** As in the library, a listener that is added twice is called twice. */
  private readonly events: Record<string, (() => void)[]> = {};

  get subscriptions(): number {
    return this.callbacks.size;
  }

  get listeners(): number {
    return Object.values(this.events).flat().length;
  }

  addEventListener(name: string, listener: () => void): void {
    (this.events[name] ??= []).push(listener);
  }

  removeEventListener(name: string, listener: () => void): void {
    const index = this.events[name]?.indexOf(listener) ?? -1;
    if (index >= 0) this.events[name]?.splice(index, 1);
  }

  async subscribeMessage(
    callback: Callback,
    message: object,
    options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void>> {
    if ((message as Fields).type === "security_posture/share_safe")
      return this.subscribeCopy(callback, message as Fields);
    this.asked++;
    const { answer } = this;
    // Without this option the library subscribes again by itself after a loss.
    if (options?.resubscribe !== false)
      this.addEventListener("ready", () => this.callbacks.add(callback));
    if (answer === "silent") {
      return new Promise((_resolve, reject) => {
        this.failPending = () => reject({ code: "unauthorized" });
      });
    }
    await Promise.resolve();
    if (typeof answer === "object") throw answer;
    this.callbacks.add(callback);
    if (answer === "accept") queueMicrotask(() => callback(this.message));
    return () => {
      const isGone = !this.callbacks.delete(callback);
      return isGone ? Promise.reject(new Error("no such subscription")) : Promise.resolve();
    };
  }

  private async subscribeCopy(callback: Callback, message: Fields): Promise<() => Promise<void>> {
    this.copyAsked.push(message);
    await Promise.resolve();
    if (this.copyRefused) throw { code: this.copyRefused };
    this.copy = callback;
    return () => {
      this.copy = undefined;
      return Promise.resolve();
    };
  }

  sendMessagePromise(message: Fields): Promise<unknown> {
    this.sent.push(message);
    const reply = this.replies[message.type as string];
    if (reply === undefined) return new Promise(() => undefined);
    return (reply as Fields).code ? Promise.reject(reply) : Promise.resolve(reply);
  }

  push(message: unknown): void {
    this.message = message;
    for (const callback of [...this.callbacks]) callback(message);
  }

  /** Lose all subscriptions, as after a restart of the server that the page has not noticed. */
  forget(): void {
    this.callbacks.clear();
  }

  drop(): void {
    this.connected = false;
    this.forget();
    this.fire("disconnected");
  }

  restore(): void {
    this.connected = true;
    this.fire("ready");
  }

  private fire(name: string): void {
    for (const listener of [...(this.events[name] ?? [])]) listener();
  }
}

/** Return Home Assistant's own localize over the English words. */
export function localize(key: string, values: Record<string, string> = {}): string {
  let found: Tree | string | undefined = WORDS;
  if (!key.startsWith(PREFIX)) return "";
  for (const name of key.slice(PREFIX.length).split(".")) {
    found = typeof found === "object" ? new Map(Object.entries(found)).get(name) : undefined;
  }
  if (typeof found !== "string") return "";
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

export function createHass(connection: FakeConnection, fields: Fields = {}): HomeAssistant {
  return {
    connection: connection as unknown as Connection,
    localize,
    language: "en",
    locale: { language: "en", time_format: "24" },
    config: { time_zone: "Europe/Berlin" },
    user: { is_admin: true },
    panels: { config: {} },
    ...fields,
  } as unknown as HomeAssistant;
}

export interface Mounted {
  card: SecurityPostureCard;
  connection: FakeConnection;
  root: ShadowRoot;
  /** All text on the card, including that for screen readers. */
  text(): string;
  $(selector: string): HTMLElement;
  $$(selector: string): HTMLElement[];
  /** Press something and wait for the card. */
  press(selector: string): Promise<void>;
  /** Open the rows of all checks that are listed. */
  openRows(): Promise<void>;
  settle(): Promise<void>;
}

interface Wanted {
  message?: unknown;
  config?: Fields;
  hass?: Fields;
  connection?: FakeConnection;
  width?: number;
  height?: number;
  layout?: string;
  preview?: boolean;
}

/** Add a card to the page as a dashboard does, and wait for its first message. */
export async function mount(wanted: Wanted = {}): Promise<Mounted> {
  await import("../../src/security-posture-card.js");
  const connection = wanted.connection ?? new FakeConnection();
  if ("message" in wanted) connection.message = wanted.message;
  const card = document.createElement("security-posture-card") as SecurityPostureCard;
  card.setConfig({ type: "custom:security-posture-card", ...wanted.config });
  card.hass = createHass(connection, wanted.hass);
  if (wanted.preview) (card as { preview?: boolean }).preview = true;
  const box = document.createElement("div");
  box.style.width = `${wanted.width ?? 400}px`;
  if (wanted.height) box.style.height = `${wanted.height}px`;
  box.append(card);
  document.body.append(box);
  if (wanted.layout) card.layout = wanted.layout;
  const mounted = handle(card, connection);
  await mounted.settle();
  return mounted;
}

/** Return the functions with which a test reads and uses a card. */
export function handle(card: SecurityPostureCard, connection: FakeConnection): Mounted {
  const root = card.renderRoot as ShadowRoot;
  const $ = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`There is no ${selector} on the card.`);
    return found;
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn++) await card.updateComplete;
  };
  return {
    card,
    connection,
    root,
    $,
    settle,
    $$: (selector) => [...root.querySelectorAll<HTMLElement>(selector)],
    text: () => (root.textContent ?? "").replace(/\s+/g, " ").trim(),
    press: async (selector) => {
      $(selector).click();
      await settle();
    },
    openRows: async () => {
      for (const row of root.querySelectorAll<HTMLElement>(".check details:not([open]) summary"))
        row.click();
      await settle();
    },
  };
}

/** Remove all cards; for afterEach. */
export function unmountAll(): void {
  document.body.replaceChildren();
}

/** Return a seeded random number generator, so that a failing case can be repeated. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
