/** Use Home Assistant's frontend in a real browser. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from "playwright-core";
import { oneTimeCode, type Account } from "../../scripts/demo/accounts.js";
import { DASHBOARD, VIEWS } from "../../scripts/demo/dashboard.js";
import type { Instance } from "../../scripts/demo/instance.js";
import { findBrowser } from "../../scripts/setup/browser.js";

/** The timeout of a page. It is long because the machine may be busy; only failing tests reach it. */
const TIMEOUT_MS = 120_000;

/** The viewport of a 10-inch tablet. */
export const TABLET = { width: 1280, height: 800 };

export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: ARGUMENTS });
}

/** The parts of the frontend's root element that the tests use. */
interface FrontendRoot {
  hass: {
    connection: {
      socket: WebSocket;
      sendMessagePromise(message: object): Promise<unknown>;
      subscribeMessage(listener: (event: unknown) => void, message: object): Promise<unknown>;
      addEventListener(event: "ready", listener: () => void): void;
    };
    fetchWithAuth(path: string): Promise<Response>;
  };
}

/** Where to log in. */
type Place = Pick<Instance, "url" | "people">;

/** A page of a logged-in user, which records errors. */
export class UserPage {
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly url: string,
  ) {
    page.on("pageerror", (error) => this.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  /** Log in with the login form. */
  static async logIn(
    browser: Browser,
    instance: Place,
    person: Account,
    options: BrowserContextOptions = {},
  ): Promise<UserPage> {
    const context = await browser.newContext({
      viewport: TABLET,
      ignoreHTTPSErrors: true,
      ...options,
    });
    context.setDefaultTimeout(TIMEOUT_MS);
    const page = await context.newPage();
    const userPage = new UserPage(page, context, instance.url);
    await page.goto(instance.url);
    // If several auth providers are offered, the password is the first.
    await page.locator('input[name="username"]').fill(person.username);
    await page.locator('input[name="password"]').fill(person.password);
    await page.keyboard.press("Enter");
    await userPage.passSecondFactor(instance, person);
    await page.waitForURL((at) => !at.pathname.startsWith("/auth/"));
    // The page exchanges the authorization code first; leaving earlier would lose it.
    await page.waitForFunction(() => localStorage.getItem("hassTokens"));
    return userPage;
  }

  get card(): Locator {
    return this.page.locator("security-posture-card").first();
  }

  get stateText(): Locator {
    return this.card.locator(".word").first();
  }

  async open(view: string = VIEWS.wall, dashboard = DASHBOARD): Promise<void> {
    await this.page.goto(`${this.url}/${dashboard}/${view}`);
    await this.stateText.waitFor();
  }

  /** Wait until the card shows a state; the error message contains the state it shows instead. */
  async waitForState(state: string): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    let shown = "";
    while (Date.now() < deadline) {
      shown = (await this.stateText.textContent({ timeout: 1000 }).catch(() => null))?.trim() ?? "";
      if (shown === state) return;
      await sleep(200);
    }
    throw new Error(`The card shows "${shown}", not "${state}".`);
  }

  /** Return the value of each tile, by its label. */
  async tiles(): Promise<Map<string, string>> {
    const tiles = await this.card.locator(".tile").all();
    const pairs = tiles.map(async (tile): Promise<[string, string]> => [
      (await tile.locator(".label").textContent())?.trim() ?? "",
      // Of the short and the long form, one is hidden.
      (await tile.locator(".value").innerText()).trim(),
    ]);
    return new Map(await Promise.all(pairs));
  }

  /** Return the visible text of the card. */
  text(): Promise<string> {
    return this.card.locator("ha-card").innerText();
  }

  /** Wait as long as the card swallows a second press near the first one. */
  rest(): Promise<void> {
    return this.page.waitForTimeout(600);
  }

  /** Return the controls of the card that do more than an action of Home Assistant, in words. */
  ownControls(): Promise<string[]> {
    const other = "a, button, summary, input, select, textarea";
    return this.card.locator(`:is(${other}):not([data-press])`).allTextContents();
  }

  /** Send a command from the page; return "ok" or the error code. */
  async ask(message: object): Promise<string> {
    await this.connected();
    return this.page.evaluate(
      (asked) =>
        (document.querySelector("home-assistant") as unknown as FrontendRoot).hass.connection
          .sendMessagePromise(asked)
          .then(
            () => "ok",
            (error: { code: string }) => error.code,
          ),
      message,
    );
  }

  /** Send a command from the page, and return its result. */
  async answer<T>(message: object): Promise<T> {
    await this.connected();
    return this.page.evaluate(
      (asked) =>
        (
          document.querySelector("home-assistant") as unknown as FrontendRoot
        ).hass.connection.sendMessagePromise(asked),
      message,
    ) as Promise<T>;
  }

  /** Subscribe from the page, and return the first event. */
  async firstEvent<T>(message: object): Promise<T> {
    await this.connected();
    return this.page.evaluate(
      (asked) =>
        new Promise<unknown>((resolve, reject) => {
          const { connection } = (
            document.querySelector("home-assistant") as unknown as FrontendRoot
          ).hass;
          connection.subscribeMessage(resolve, asked).catch(reject);
        }),
      message,
    ) as Promise<T>;
  }

  /** Return the status and text of a file, requested by the logged-in user. */
  download(path: string): Promise<{ status: number; text: string }> {
    return this.page.evaluate(async (from) => {
      const { hass } = document.querySelector("home-assistant") as unknown as FrontendRoot;
      const answer = await hass.fetchWithAuth(from);
      return { status: answer.status, text: await answer.text() };
    }, path);
  }

  /** Resolve when the page has lost its connection and reconnected. */
  reconnected(): Promise<void> {
    return this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const { connection } = (
            document.querySelector("home-assistant") as unknown as FrontendRoot
          ).hass;
          connection.addEventListener("ready", () => resolve());
        }),
    );
  }

  /** Disable the network, and close the open websocket. */
  async goOffline(): Promise<void> {
    await this.context.setOffline(true);
    await this.page.evaluate(() =>
      (
        document.querySelector("home-assistant") as unknown as FrontendRoot
      ).hass.connection.socket.close(),
    );
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** Wait until a page that was just loaded can send commands. */
  private async connected(): Promise<void> {
    await this.page.waitForFunction(() =>
      Boolean(
        (document.querySelector("home-assistant") as Partial<FrontendRoot> | null)?.hass
          ?.connection,
      ),
    );
  }

  private async passSecondFactor(instance: Place, person: Account): Promise<void> {
    const code = this.page.locator('input[name="code"]');
    const left = this.page
      .waitForURL((at) => !at.pathname.startsWith("/auth/"))
      .then(
        () => "in",
        () => "out",
      );
    const asked = code.waitFor().then(
      () => "code",
      () => "none",
    );
    if ((await Promise.race([left, asked])) !== "code" || !instance.people || !person.isAdmin)
      return;
    await code.fill(oneTimeCode(instance.people.otpSecret));
    await this.page.keyboard.press("Enter");
  }
}
