/** Take pictures of the card on the static page. */
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { smallPng } from "../../scripts/screenshots/small-png.js";
import { findBrowser } from "../../scripts/setup/browser.js";

/** The time on the page: dates are part of the pictures. */
const NOW = new Date("2026-12-01T12:00:00Z");
/** Larger than every place, so that nothing of the page scrolls. */
const VIEWPORT = { width: 1340, height: 1700 };
/** Rendering without what depends on the screen and on the settings of the machine. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-lcd-text",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--hide-scrollbars",
];
/** Long, because the machine may be busy; only a failing test reaches it. */
const TIMEOUT_MS = 120_000;

export class Camera {
  /** Errors on the page, and requests that it made. */
  readonly problems: string[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
    private readonly address: string,
  ) {
    page.on("pageerror", (error) => this.problems.push(String(error)));
    page.on("console", (message) => this.problems.push(message.text()));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !url.startsWith("data:")) this.problems.push(url);
    });
  }

  static async open(file: string): Promise<Camera> {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: ARGUMENTS });
    const context = await browser.newContext({
      viewport: VIEWPORT,
      locale: "en-US",
      reducedMotion: "reduce",
      colorScheme: "light",
    });
    context.setDefaultTimeout(TIMEOUT_MS);
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    const camera = new Camera(browser, page, pathToFileURL(file).href);
    await page.goto(camera.address);
    return camera;
  }

  /** Show what an address says. */
  async show(hash: string): Promise<void> {
    await this.page.evaluate((wanted) => {
      history.replaceState(null, "", wanted);
      dispatchEvent(new HashChangeEvent("hashchange"));
    }, hash);
    await this.page.locator("#stage[data-shown]").waitFor({ state: "attached" });
    await this.page.evaluate(() => document.fonts.ready);
  }

  /** Show what an address says, and return its picture, a PNG. */
  async take(hash: string): Promise<Buffer> {
    await this.hidePage();
    await this.show(hash);
    const stage = this.page.locator("#stage");
    return smallPng(await stage.screenshot({ animations: "disabled", caret: "hide" }));
  }

  /** Leave only the card: where it is on the page has an effect on the shades of its edges. */
  private async hidePage(): Promise<void> {
    await this.page.evaluate(() => {
      (document.querySelector("header") as HTMLElement).hidden = true;
      (document.querySelector("main") as HTMLElement).style.padding = "0";
    });
  }

  /** Return a picture of letters, lines and curves that has nothing to do with the card. */
  async calibrate(): Promise<Buffer> {
    await this.page.evaluate(() => {
      const sample = document.createElement("div");
      sample.id = "calibration";
      sample.append("Sphinx of black quartz, judge my vow. 0123456789");
      sample.style.cssText =
        "position: absolute; top: 0; left: 0; width: 250px; padding: 9px; border: 3px dashed #9d3800; " +
        "border-radius: 12px; background: #fff; color: #141414; font: 400 17px Roboto";
      document.body.append(sample);
    });
    await this.page.evaluate(() => document.fonts.ready);
    const sample = this.page.locator("#calibration");
    const picture = smallPng(await sample.screenshot());
    await sample.evaluate((element) => element.remove());
    return picture;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}
