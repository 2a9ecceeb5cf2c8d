/** Start Home Assistant again and again, slowly, under pages that nobody touches. */
import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "home-assistant-js-websocket";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import { connect } from "../../../scripts/demo/client.js";
import { bearer } from "../../../scripts/demo/accounts.js";
import { DASHBOARD, VIEWS } from "../../../scripts/demo/dashboard.js";
import { Deadline } from "../../../scripts/demo/deadline.js";
import { freePort } from "../../../scripts/demo/free-port.js";
import { Instance } from "../../../scripts/demo/instance.js";
import { BASE } from "../../../scripts/demo/scenarios.js";
import { findBrowser } from "../../../scripts/setup/browser.js";
import { ARGUMENTS, TABLET, UserPage, openBrowser } from "../page.js";

/** For how long a start waits after the frontend is up and before other integrations are set up. */
const SLOW_SECONDS = 5;
/** A page without a card is given up after this time. */
const PATIENCE_MS = 60_000;
/** The same once Home Assistant runs, for a page that has to stay without one. */
const NO_CARD_MS = 5_000;
const POLL_MS = 20;

/** The profile of the browser that opens the page. */
export type Profile = "cold" | "warm";

export interface Start {
  profile: Profile;
  /** Milliseconds from the first answer over HTTP to a card with text; null: there was none. */
  readable: number | null;
  /** Whether the page was told of the card: it was opened too late to test anything. */
  isLate: boolean;
  /** The addresses the page loaded the card from. */
  loaded: string[];
}

/** A Home Assistant that starts slowly, and the profiles of its tablet. */
export class Starts {
  private readonly profile = mkdtempSync(join(tmpdir(), "start-up-"));

  private constructor(
    readonly instance: Instance,
    private readonly browser: Browser,
    /** The tablet's login. */
    private readonly session: Awaited<ReturnType<BrowserContext["storageState"]>>,
  ) {}

  static async prepare(): Promise<Starts> {
    const scenario = { ...BASE, backups: "none" as const };
    const instance = await Instance.start({ port: await freePort(), scenario, config: null });
    makeSlow(instance.homeAssistant.config);
    const browser = await openBrowser();
    const { context } = await UserPage.logIn(browser, instance, instance.people!.tablet);
    const session = await context.storageState();
    await context.close();
    const starts = new Starts(instance, browser, session);
    await starts.warmUp();
    return starts;
  }

  /** Restart, open the page at the first answer, and wait until the card has text. */
  async run(profile: Profile): Promise<Start> {
    await this.instance.homeAssistant.restart();
    const context = await this.open(profile);
    const page = context.pages()[0] ?? (await context.newPage());
    const up = await firstAnswer(this.instance.url);
    const start = await measure(page, this.wall, up);
    await context.close();
    await this.settled();
    return { profile, ...start };
  }

  /** Restart, open the page at the first answer, and return whether there is never a card. */
  async staysWithoutCard(): Promise<boolean> {
    await this.instance.homeAssistant.restart();
    const context = await this.open("cold");
    const page = await context.newPage();
    await firstAnswer(this.instance.url);
    await page.goto(this.wall, { timeout: PATIENCE_MS });
    await this.settled();
    const readable = await isReadable(page, NO_CARD_MS);
    await context.close();
    return !readable;
  }

  /** Call `during` with the card shown; it gets a function that waits for a card with text. */
  async watch(during: (readable: () => Promise<boolean>) => Promise<void>): Promise<void> {
    const context = await this.open("cold");
    const page = await context.newPage();
    await page.goto(this.wall);
    assert.ok(await isReadable(page, PATIENCE_MS));
    await during(() => isReadable(page, PATIENCE_MS));
    await context.close();
  }

  /** Restart, and wait until it runs. */
  async restart(): Promise<void> {
    await this.instance.homeAssistant.restart();
    await this.settled();
  }

  /** Return whether a page with a content security policy that refuses the resource is readable. */
  async isReadableUnderPolicy(policy: string): Promise<boolean> {
    const context = await this.open("cold");
    const page = await context.newPage();
    await page.addInitScript((content) => {
      new MutationObserver((_, observer) => {
        if (!document.head) return;
        observer.disconnect();
        const meta = Object.assign(document.createElement("meta"), { content });
        meta.httpEquiv = "Content-Security-Policy";
        document.head.prepend(meta);
      }).observe(document, { childList: true, subtree: true });
    }, policy);
    const refused = page.waitForEvent("console", (line) =>
      /data:text\/javascript/.test(line.text()),
    );
    await page.goto(this.wall);
    await refused;
    const readable = await isReadable(page, PATIENCE_MS);
    await context.close();
    return readable;
  }

  /** Return whether a page is readable whose first request for the card's file was lost. */
  async isReadableAfterLoss(): Promise<boolean> {
    // The tests see no requests of a service worker.
    const context = await this.open("cold", { serviceWorkers: "block" });
    const page = await context.newPage();
    // Until it is asked for at another address: browsers remember that a module is missing.
    await page.route(/\/security_posture\/card\.js/, (route) =>
      route.request().method() === "HEAD" || route.request().url().includes("retry=")
        ? route.continue()
        : route.abort(),
    );
    await page.goto(this.wall);
    const readable = await isReadable(page, PATIENCE_MS);
    await context.close();
    return readable;
  }

  /** Return the dashboard resources that load the card. */
  async loaders(): Promise<string[]> {
    const connection = await this.connect();
    const all = await connection.sendMessagePromise<{ url: string }[]>({
      type: "lovelace/resources",
    });
    connection.close();
    return all.map(({ url }) => url).filter((url) => url.includes("/security_posture/"));
  }

  /** Wait until the integration has been reloaded with the option. */
  waitForLoaders(count: number): Promise<boolean> {
    const deadline = new Deadline(60, new AbortController().signal);
    return deadline.waitUntil(`there were not ${count} dashboard resources`, async () =>
      (await this.loaders()).length === count ? true : undefined,
    );
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.instance.stop();
    rmSync(this.profile, { recursive: true, force: true });
  }

  /** Wait until it runs: it must not be stopped during its start. */
  async settled(): Promise<void> {
    (await this.connect()).close();
  }

  private connect(): Promise<Connection> {
    const { homeAssistant, url, people } = this.instance;
    const deadline = new Deadline(180, new AbortController().signal);
    return connect(homeAssistant, url, bearer(people!.token), deadline);
  }

  private get wall(): string {
    return `${this.instance.url}/${DASHBOARD}/${VIEWS.wall}`;
  }

  /** Open the page once in the profile that is kept, so that its caches are filled. */
  private async warmUp(): Promise<void> {
    const context = await this.open("warm");
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(this.wall);
    assert.ok(await isReadable(page, PATIENCE_MS));
    // It has stored its files then.
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.close();
  }

  private async open(
    profile: Profile,
    options: BrowserContextOptions = {},
  ): Promise<BrowserContext> {
    const { browser, session, instance } = this;
    if (profile === "cold")
      return browser.newContext({ viewport: TABLET, storageState: session, ...options });
    const context = await chromium.launchPersistentContext(this.profile, {
      executablePath: findBrowser(),
      args: ARGUMENTS,
      viewport: TABLET,
    });
    await context.addInitScript(
      (stored) => {
        for (const { name, value } of stored) {
          if (!localStorage.getItem(name)) localStorage.setItem(name, value);
        }
      },
      session.origins.find(({ origin }) => origin === instance.url)?.localStorage ?? [],
    );
    return context;
  }
}

async function measure(page: Page, url: string, up: number): Promise<Omit<Start, "profile">> {
  await page.goto(url, { timeout: PATIENCE_MS });
  const isLate = (await page.content()).includes("/security_posture/card.js");
  const readable = (await isReadable(page, PATIENCE_MS))
    ? Math.round(performance.now() - up)
    : null;
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => (entry as PerformanceResourceTiming).initiatorType !== "fetch")
      .map(({ name }) => name)
      .filter((name) => name.includes("/security_posture/card.js")),
  );
  return { readable, isLate, loaded };
}

/** Wait until the card has text. */
async function isReadable(page: Page, patience: number): Promise<boolean> {
  const word = page.locator("security-posture-card .word", { hasText: /\w/ }).first();
  return word.waitFor({ timeout: patience }).then(
    () => true,
    () => false,
  );
}

/** Return a table of the starts, in seconds. */
export function tableOf(starts: readonly Start[]): string {
  const seconds = (ms: number | null): string => (ms === null ? "never" : (ms / 1000).toFixed(1));
  const rows = (["cold", "warm"] as const).map((profile) => {
    const own = starts.filter((start) => start.profile === profile);
    const healed = own.filter(({ readable }) => readable !== null).length;
    return `${profile}: ${healed} of ${own.length}: ${own.map((one) => seconds(one.readable)).join(" ")}`;
  });
  return rows.join("\n");
}

/** Return when a page was first served. */
async function firstAnswer(url: string): Promise<number> {
  for (;;) {
    const isUp = await new Promise<boolean>((resolve) => {
      get(url, (answer) => resolve(answer.resume().statusCode === 200)).on("error", () =>
        resolve(false),
      );
    });
    if (isUp) return performance.now();
    await sleep(POLL_MS);
  }
}

/** Delay the start between the frontend and all other integrations, as a migration would. */
function makeSlow(config: string): void {
  const folder = join(config, "custom_components", "debugpy"); // set up directly after the frontend
  mkdirSync(folder, { recursive: true });
  const manifest = { domain: "debugpy", name: "Slow", version: "1.0.0", codeowners: [] };
  const files = {
    "manifest.json": JSON.stringify({ ...manifest, documentation: "", requirements: [] }),
    "__init__.py": [
      "import asyncio",
      "async def async_setup(hass, config):",
      `    await asyncio.sleep(${SLOW_SECONDS})`,
      "    return True",
      "",
    ].join("\n"),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  appendFileSync(join(config, "configuration.yaml"), "debugpy:\n");
}
