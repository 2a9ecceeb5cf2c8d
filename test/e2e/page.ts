/** A real browser in front of a real Home Assistant. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from "playwright-core";
import { oneTimeCode, type Account } from "../../scripts/demo/accounts.js";
import { DASHBOARD, VIEWS } from "../../scripts/demo/dashboard.js";
import type { Instance } from "../../scripts/demo/instance.js";
import { findBrowser } from "../../scripts/setup/browser.js";

/** How long a page is waited for. Only a test that fails waits so long, however busy the machine. */
const TIMEOUT_MS = 120_000;

/** The tablet the card is made for. */
export const TABLET = { width: 1280, height: 800 };

const ARGUMENTS = [
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

/** The frontend's own element, as far as the tests reach into it. */
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

/** One person's browser window, with what went wrong in it. */
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

  /** Sign in as a person would, through the form. */
  static async logIn(browser: Browser, instance: Instance, person: Account): Promise<UserPage> {
    const context = await browser.newContext({ viewport: TABLET, ignoreHTTPSErrors: true });
    context.setDefaultTimeout(TIMEOUT_MS);
    const page = await context.newPage();
    const visit = new UserPage(page, context, instance.url);
    await page.goto(instance.url);
    // Several ways to sign in may be offered; the password's is the first.
    await page.locator('input[name="username"]').fill(person.username);
    await page.locator('input[name="password"]').fill(person.password);
    await page.keyboard.press("Enter");
    await visit.passSecondFactor(instance, person);
    await page.waitForURL((at) => !at.pathname.startsWith("/auth/"));
    // The page still has to exchange the code of the sign-in; leaving before would lose it.
    await page.waitForFunction(() => localStorage.getItem("hassTokens"));
    return visit;
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

  /** Wait until the card says the word; fail with what it says instead. */
  async waitForState(word: string): Promise<void> {
    const deadline = Date.now() + TIMEOUT_MS;
    let said = "";
    while (Date.now() < deadline) {
      said = (await this.stateText.textContent({ timeout: 1000 }).catch(() => null))?.trim() ?? "";
      if (said === word) return;
      await sleep(200);
    }
    throw new Error(`The card says "${said}", not "${word}".`);
  }

  /** Return the tiles' texts by their label. */
  async tiles(): Promise<Map<string, string>> {
    const tiles = await this.card.locator(".tile").all();
    const pairs = tiles.map(async (tile): Promise<[string, string]> => [
      (await tile.locator(".label").textContent())?.trim() ?? "",
      // Of its two lengths, one is hidden.
      (await tile.locator(".value").innerText()).trim(),
    ]);
    return new Map(await Promise.all(pairs));
  }

  /** Return all that can be read on the card. */
  text(): Promise<string> {
    return this.card.locator("ha-card").innerText();
  }

  /** Ask the backend from inside the page; return "ok" or the error's code. */
  ask(message: object): Promise<string> {
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

  /** Return the backend's answer to a message sent from inside the page. */
  answer<T>(message: object): Promise<T> {
    return this.page.evaluate(
      (asked) =>
        (
          document.querySelector("home-assistant") as unknown as FrontendRoot
        ).hass.connection.sendMessagePromise(asked),
      message,
    ) as Promise<T>;
  }

  /** Return the first event of a subscription made from inside the page. */
  firstEvent<T>(message: object): Promise<T> {
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

  /** Return status and text of a file fetched as the person signed in. */
  download(path: string): Promise<{ status: number; text: string }> {
    return this.page.evaluate(async (from) => {
      const { hass } = document.querySelector("home-assistant") as unknown as FrontendRoot;
      const answer = await hass.fetchWithAuth(from);
      return { status: answer.status, text: await answer.text() };
    }, path);
  }

  /** Resolve when the page's connection was lost and is back. */
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

  /** Cut the line: no network, and the socket that was open is closed. */
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

  private async passSecondFactor(instance: Instance, person: Account): Promise<void> {
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
