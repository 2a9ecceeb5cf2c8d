/** One home with its two people in front of it, each in a browser window of their own. */
import { callService } from "home-assistant-js-websocket";
import type { Browser, Locator, Page } from "playwright-core";
import { freePort } from "../demo/free-port.js";
import { Instance } from "../demo/instance.js";
import { SCENARIOS, type Scenario } from "../demo/scenarios.js";
import { Settings, type Options } from "../../test/e2e/options-flow.js";
import { Visit } from "../../test/e2e/page.js";
import { Line } from "./line.js";

export interface Size {
  width: number;
  height: number;
}
export const TABLET: Size = { width: 1280, height: 800 };

interface Entry {
  entry_id: string;
}

export class Stage {
  private readonly settings: Settings;

  private constructor(
    readonly instance: Instance,
    readonly admin: Visit,
    /** The wall tablet's account, without administrator rights, and the line to it. */
    readonly tablet: Visit,
    readonly line: Line,
  ) {
    this.settings = new Settings(instance);
  }

  static async set(browser: Browser, name: keyof typeof SCENARIOS): Promise<Stage> {
    const scenario: Scenario = SCENARIOS[name];
    const instance = await Instance.start({ port: await freePort(), scenario, config: null });
    try {
      await instance.snapshot();
      if (!instance.people) throw new Error("There is no user to log in.");
      const admin = await Visit.as(browser, instance, instance.people.admin);
      const tablet = await Visit.as(browser, instance, instance.people.tablet);
      // As on a wall: the card has the whole width.
      await keep(tablet.page, "dockedSidebar", "always_hidden");
      return new Stage(instance, admin, tablet, await Line.to(tablet.page));
    } catch (error) {
      await instance.stop();
      throw error;
    }
  }

  async strike(): Promise<void> {
    await this.admin.close();
    await this.tablet.close();
    await this.instance.stop();
  }

  /** Put a window as it is at first: size, colours, language, and a line that changes nothing. */
  async reset(): Promise<void> {
    this.line.clear();
    for (const { page, context } of [this.admin, this.tablet]) {
      await context.setOffline(false);
      await page.setViewportSize(TABLET);
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    }
  }

  /** Let Home Assistant reload the integration. */
  async restartIntegration(): Promise<void> {
    const entry_id = await this.entryId();
    const { connection } = this.instance;
    await callService(connection, "homeassistant", "reload_config_entry", { entry_id });
  }

  /** Choose options; the integration is reloaded, and a page that is opened meanwhile misses its card. */
  async choose(options: Options): Promise<void> {
    await this.settings.choose(options);
    await this.instance.snapshot();
  }

  /** Disable the integration as a person ("user") would, or enable it again (null). */
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

  /** Open the wall panel on the tablet, and wait for a word. */
  async wall(word: string): Promise<Locator> {
    await this.tablet.open();
    await this.tablet.says(word);
    return this.tablet.card;
  }
}

/** Remember a setting of this browser, as the profile page does. */
export async function keep(page: Page, name: string, value: string): Promise<void> {
  await page.evaluate(([key, text]) => localStorage.setItem(key, JSON.stringify(text)), [
    name,
    value,
  ] as const);
}
