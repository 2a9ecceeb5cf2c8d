/** No browser shows or keeps a card of another version, over http and over https. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium, type Browser } from "playwright-core";
import { bearer } from "../../scripts/demo/accounts.js";
import { connect } from "../../scripts/demo/client.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import { BASE, SCENARIOS } from "../../scripts/demo/scenarios.js";
import { findBrowser } from "../../scripts/setup/browser.js";
import { INTEGRATION } from "../../scripts/setup/paths.js";
import { ARGUMENTS, UserPage } from "./page.js";

const CARD = "/security_posture/card.js";
const NO_STORE = "no-store";
const BUILT = join("card", "security-posture-card.js");
/** The page's window; the versions that are not as built say so. */
declare const window: { cardVersion?: string };

for (const scheme of ["http", "https"] as const) {
  describe(`the card's file over ${scheme}`, { timeout: 900_000 }, () => {
    let instance: Instance;
    let browser: Browser;
    let tablet: UserPage;
    let folder: string;

    before(async () => {
      const { certificate } = scheme === "https" ? SCENARIOS.good : BASE;
      const scenario = { ...BASE, certificate, backups: "none" as const };
      instance = await Instance.start({ port: await freePort(), scenario, config: null });
      folder = join(instance.homeAssistant.config, "custom_components", "security_posture");
      // A running Home Assistant has the card in memory.
      rmSync(folder);
      cpSync(INTEGRATION, folder, { recursive: true });
      // Chromium registers no service worker if it had to be told to ignore an error.
      const args = [...ARGUMENTS, "--ignore-certificate-errors"];
      browser = await chromium.launch({ executablePath: findBrowser(), args });
      // Browsers have no service worker over http, except for localhost.
      const serviceWorkers = scheme === "http" ? "block" : "allow";
      const person = instance.people!.tablet;
      tablet = await UserPage.logIn(browser, instance, person, { serviceWorkers });
      await tablet.open();
      if (scheme === "http") return;
      await tablet.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      // The frontend may reload the page for its first service worker.
      await tablet.open().catch(() => tablet.open());
    });

    after(async () => {
      await browser?.close();
      await instance?.stop();
    });

    /** Write a version of the card to the disk; return its hash. */
    function install(version: string): string {
      const built = readFileSync(join(INTEGRATION, BUILT)).toString();
      const code = version === "built" ? built : `${built}\nwindow.cardVersion="${version}";\n`;
      writeFileSync(join(folder, BUILT), code);
      return createHash("sha256").update(code).digest("hex").slice(0, 12);
    }

    async function restart(): Promise<void> {
      const { homeAssistant, url, people } = instance;
      await homeAssistant.restart();
      const deadline = new Deadline(180, new AbortController().signal);
      (await connect(homeAssistant, url, bearer(people!.token), deadline)).close();
    }

    /** Reload the page; return the version of the card on it. */
    async function reloaded(): Promise<string> {
      await tablet.open();
      return tablet.page.evaluate(() => window.cardVersion ?? "built");
    }

    /** Import the card from an address, as another page would; return what it was, or "failed". */
    async function imported(address: string): Promise<string> {
      await tablet.page.goto(`${instance.url}/manifest.json`);
      return tablet.page.evaluate(
        (from) => import(from).then(() => window.cardVersion ?? "built").catch(() => "failed"),
        address,
      );
    }

    async function headers(address: string, init: RequestInit = {}): Promise<[number, string]> {
      // Node does not trust the certificate; the page does.
      return tablet.page.evaluate(
        async ([from, options]) => {
          const answer = await fetch(from, { ...options, cache: "no-store" });
          return [answer.status, answer.headers.get("cache-control") ?? ""] as [number, string];
        },
        [address, init] as const,
      );
    }

    it("is stored under its own hash only", async () => {
      const own = `${CARD}?v=${install("built")}`;
      for (const method of ["HEAD", "GET"]) {
        assert.deepEqual(await headers(own, { method }), [
          200,
          "public, max-age=31536000, immutable",
        ]);
      }
      // A GET would leave the answer in the service worker's cache.
      for (const other of [CARD, `${CARD}?v=0123456789ab`, `${own}&retry=1`]) {
        assert.deepEqual(await headers(other, { method: "HEAD" }), [203, NO_STORE]);
      }
      for (const other of ["/security_posture/", "/security_posture/other.js"]) {
        assert.deepEqual(await headers(other, { method: "HEAD" }), [404, NO_STORE]);
      }
    });

    it("stays the same while an update is on the disk, until the restart", async () => {
      const newer = install("newer");
      assert.equal(await reloaded(), "built");
      // As a page would that learned of the update too early.
      assert.equal(await imported(`${CARD}?v=${newer}`), "built");
      assert.equal(await imported(CARD), "built");
      await restart();
      assert.equal(await imported(`${CARD}?v=${newer}`), "newer");
      assert.equal(await imported(CARD), "newer");
      assert.equal(await reloaded(), "newer");
    });

    it("is the older one after a downgrade, at the first load", async () => {
      install("built");
      assert.equal(await imported(`${CARD}?v=0123456789ab`), "newer");
      await restart();
      assert.equal(await imported(`${CARD}?v=0123456789ab`), "built");
      assert.equal(await reloaded(), "built");
    });

    it("works for a page whose address is of another version", async () => {
      assert.equal(await imported(`${CARD}?v=ffffffffffff`), "built");
    });

    it("is there again after an update during which it was missing", async () => {
      const aside = join(instance.homeAssistant.config, "aside");
      const latest = install("latest");
      renameSync(folder, aside);
      await restart();
      assert.equal(await imported(`${CARD}?v=${latest}`), "failed");
      assert.equal((await headers(`${CARD}?v=${latest}`))[0], 404);
      renameSync(aside, folder);
      await restart();
      assert.ok(existsSync(folder));
      assert.equal(await imported(`${CARD}?v=${latest}`), "latest");
      assert.equal(await reloaded(), "latest");
    });
  });
}
