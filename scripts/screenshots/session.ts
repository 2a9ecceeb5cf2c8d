/** A running demo with both users logged in, each in its own browser context. */
import { callService } from "home-assistant-js-websocket";
import type { Browser, Locator, Page } from "playwright-core";
import { freePort } from "../demo/free-port.js";
import { Instance } from "../demo/instance.js";
import { SCENARIOS, type Scenario } from "../demo/scenarios.js";
import { Settings, type Options } from "../../test/e2e/options-flow.js";
import { PULLED_ENTITY } from "../demo/yaml.js";
import { UserPage } from "../../test/e2e/page.js";
import { WebSocketProxy } from "./websocket-proxy.js";

export interface Size {
  width: number;
  height: number;
}
export const TABLET: Size = { width: 1280, height: 800 };

interface Entry {
  entry_id: string;
}

export class Session {
  private readonly settings: Settings;

  private constructor(
    readonly instance: Instance,
    private readonly scenario: Scenario,
    readonly admin: UserPage,
    /** The wall tablet's user, without administrator rights, and the proxy of its websocket. */
    readonly tablet: UserPage,
    readonly proxy: WebSocketProxy,
  ) {
    this.settings = new Settings(instance);
  }

  static async start(browser: Browser, name: keyof typeof SCENARIOS): Promise<Session> {
    const scenario: Scenario = SCENARIOS[name];
    const instance = await Instance.start({ port: await freePort(), scenario, config: null });
    try {
      await instance.snapshot();
      if (!instance.people) throw new Error("There is no user to log in.");
      const admin = await UserPage.logIn(browser, instance, instance.people.admin);
      const tablet = await UserPage.logIn(browser, instance, instance.people.tablet);
      // As on a wall tablet, the card gets the full width.
      await setLocalStorage(tablet.page, "dockedSidebar", "always_hidden");
      return new Session(
        instance,
        scenario,
        admin,
        tablet,
        await WebSocketProxy.install(tablet.page),
      );
    } catch (error) {
      await instance.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.admin.close();
    await this.tablet.close();
    await this.instance.stop();
  }

  /** Reset both pages: viewport, colour scheme, network, and unmodified messages. */
  async reset(): Promise<void> {
    this.proxy.clear();
    for (const { page, context } of [this.admin, this.tablet]) {
      await context.setOffline(false);
      await page.setViewportSize(TABLET);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    }
  }

  /** Move the mouse out of the card, so that nothing in it is hovered. */
  async restMouse(): Promise<void> {
    for (const { page } of [this.admin, this.tablet]) await page.mouse.move(0, 0);
  }

  /** Reload the integration. */
  async restartIntegration(): Promise<void> {
    const entry_id = await this.entryId();
    const { connection } = this.instance;
    await callService(connection, "homeassistant", "reload_config_entry", { entry_id });
  }

  /** Set options beside those of the scenario and wait for the reload: a page opened during the reload does not load the card. */
  async choose(options: Options): Promise<void> {
    const kept = this.scenario.pulled ? { pulled_backup_entity: PULLED_ENTITY } : {};
    await this.settings.choose({ ...kept, ...options });
    await this.instance.snapshot();
  }

  /** Disable the integration as a user would ("user"), or enable it again (null). */
  async disableIntegration(by: "user" | null): Promise<void> {
    const entry_id = await this.entryId();
    const message = { type: "config_entries/disable", entry_id, disabled_by: by };
    await this.instance.connection.sendMessagePromise(message);
  }

  private async entryId(): Promise<string> {
    const message = { type: "config_entries/get", domain: "security_posture" };
    const [entry] = await this.instance.connection.sendMessagePromise<Entry[]>(message);
    if (!entry) throw new Error("The integration is not set up.");
    return entry.entry_id;
  }

  /** Open the wall view on the tablet, and wait until the card shows a state. */
  async wall(state: string): Promise<Locator> {
    await this.tablet.open();
    await this.tablet.waitForState(state);
    return this.tablet.card;
  }
}

/** Store a setting of the frontend in the browser, as the profile page does. */
export async function setLocalStorage(page: Page, name: string, value: string): Promise<void> {
  await page.evaluate(([key, text]) => localStorage.setItem(key, JSON.stringify(text)), [
    name,
    value,
  ] as const);
}
