/** The real Marketplace installs, updates, downgrades and removes the archive of a release. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { DASHBOARD, VIEWS } from "../../scripts/demo/dashboard.js";
import { readySnapshot } from "../../scripts/demo/client.js";
import { ARCHIVE } from "../../scripts/release/archive.js";
import { complaints } from "../e2e/log.js";
import { openBrowser } from "../e2e/page.js";
import { olderArchive, testedArchive } from "./archives.js";
import { CodeHost, REPOSITORY } from "./code-host.js";
import { Home, deadline } from "./home.js";

const UPDATE = "update.security_posture";
const newer = testedArchive();
const older = olderArchive(newer);

describe("a custom repository in the Marketplace", { timeout: 900_000 }, () => {
  let host: CodeHost;
  let home: Home;
  let browser: Browser;
  let page: Page;
  let entryId: string;
  const pageErrors: string[] = [];

  const id = async (): Promise<string> => {
    const repository = await home.repository();
    assert.ok(repository, "the Marketplace does not know the repository");
    return repository.id;
  };
  const refresh = async (): Promise<void> => {
    await home.ask({ type: "marketplace/repository/refresh", repository: await id() });
  };
  const install = async (): Promise<object> => ({
    type: "marketplace/repository/install",
    repository: await id(),
  });
  const update = (version?: string): Promise<unknown> =>
    home.ask({
      type: "call_service",
      domain: "update",
      service: "install",
      target: { entity_id: UPDATE },
      service_data: version ? { version } : {},
    });
  const state = async (): Promise<{ state: string; attributes: Record<string, unknown> }> => {
    const states = await home.ask<
      { entity_id: string; state: string; attributes: Record<string, unknown> }[]
    >({ type: "get_states" });
    const found = states.find(({ entity_id: each }) => each === UPDATE);
    assert.ok(found, `${UPDATE} does not exist`);
    return found;
  };
  /** Return the content hash of the file that the open page runs. */
  const runs = (): Promise<string> =>
    page.evaluate(
      () => (customElements.get("security-posture-card") as unknown as { served: string }).served,
    );
  const card = () => page.locator("security-posture-card").first();
  const cardIsShown = (): Promise<void> => card().locator(".word").first().waitFor();

  before(async () => {
    host = await CodeHost.start();
    host.releases = [{ tag: newer.tag, prerelease: true, archive: newer.bytes }];
    home = await Home.start(host, { account: true });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await home?.stop();
    await host?.stop();
  });

  it("can be added", async () => {
    await home.ask({
      type: "marketplace/repositories/add",
      repository: `https://github.com/${REPOSITORY}`,
      category: "integration",
    });
    const repository = await home.repository();
    assert.equal(repository?.custom, true);
    assert.equal(repository.installed, false);
  });

  it("is not installed while it has pre-releases only", async () => {
    const refusal = await home.refusal((await install()) as { type: string });
    console.log(`    only a pre-release: ${refusal}`);
    home.assertInstalled(undefined);
    // It took the default branch for a release.
    const asked = host.requests.filter((each) => each.includes("/releases/download/"));
    assert.deepEqual(asked, [`github.com/${REPOSITORY}/releases/download/main/${ARCHIVE}`]);
  });

  it("is installed from the archive, without a restart", async () => {
    host.releases = [{ tag: older.tag, archive: older.bytes }];
    await refresh();
    assert.equal((await home.repository())?.available_version, older.tag);
    await home.ask((await install()) as { type: string });
    home.assertInstalled(older);
    assert.deepEqual(await home.restarts(), []);
    entryId = await home.addIntegration();
    await readySnapshot(home.websocket, deadline());
  });

  it("is shown on a dashboard", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(120_000);
    await context.addInitScript(
      ([url, token]) => {
        const tokens = {
          access_token: token,
          token_type: "Bearer",
          expires_in: 1e9,
          expires: Date.now() + 1e12,
          refresh_token: "",
          hassUrl: url,
          clientId: `${url}/`,
        };
        localStorage.setItem("hassTokens", JSON.stringify(tokens));
      },
      [home.url, home.token],
    );
    page = await context.newPage();
    page.on("pageerror", (error) => pageErrors.push(String(error)));
    await page.goto(`${home.url}/${DASHBOARD}/${VIEWS.wall}`);
    await cardIsShown();
    assert.equal((await readySnapshot(home.websocket, deadline())).card, await runs());
  });

  it("is updated while the dashboard is open", async () => {
    host.releases = [
      { tag: newer.tag, archive: newer.bytes },
      { tag: older.tag, archive: older.bytes },
    ];
    await refresh();
    const offered = await state();
    assert.equal(offered.state, "on");
    assert.equal(offered.attributes.installed_version, older.tag);
    assert.equal(offered.attributes.latest_version, newer.tag);
    await update();
    home.assertInstalled(newer);
    assert.equal((await home.restarts()).length, 1);
    await cardIsShown();
  });

  it("runs the new version after a restart; the open dashboard offers to reload", async () => {
    const before = await runs();
    await home.restart();
    const snapshot = await readySnapshot(home.websocket, deadline());
    assert.notEqual(snapshot.card, before);
    assert.deepEqual(await home.restarts(), []);
    await card().locator(".reload button").click();
    await page.waitForFunction((old) => {
      const ours = customElements.get("security-posture-card") as { served?: string } | undefined;
      return ours?.served !== undefined && ours.served !== old;
    }, before);
    await cardIsShown();
    assert.equal(await runs(), snapshot.card);
  });

  it("keeps its files when a release has no archive", async () => {
    host.releases.unshift({ tag: "v9999.0.0", archive: null });
    await refresh();
    assert.equal((await state()).attributes.latest_version, "v9999.0.0");
    await assert.rejects(update());
    home.assertInstalled(newer);
    host.releases.shift();
    await refresh();
    await readySnapshot(home.websocket, deadline());
  });

  it("is downgraded, and starts", async () => {
    await update(older.tag);
    home.assertInstalled(older);
    await home.restart();
    await readySnapshot(home.websocket, deadline());
    assert.equal((await home.repository())?.installed_version, older.tag);
    await page.reload();
    await cardIsShown();
  });

  it("is removed, once its entry is deleted", async () => {
    const uninstall = { type: "marketplace/repository/uninstall", repository: await id() };
    assert.match(await home.refusal(uninstall), /^repository_in_use/);
    home.assertInstalled(older);
    await home.api("DELETE", `entry/${entryId}`);
    await home.ask(uninstall);
    home.assertInstalled(undefined);
    assert.deepEqual(home.storedFiles(), []);
    await home.restart();
    assert.doesNotMatch(await (await fetch(home.url)).text(), /security_posture/);
  });

  it("causes no error on the page, and no warning in the log", () => {
    assert.deepEqual(
      pageErrors.filter((error) => /posture/i.test(error)),
      [],
    );
    assert.deepEqual(
      complaints(home.log()).filter((line) => !/marketplace/.test(line)),
      [],
    );
  });

  it("was read from the code host by requests that the stand-in knows", () => {
    assert.deepEqual(host.unknown, []);
    assert.ok(host.requestsOf("api") > 0);
  });
});

describe("a repository of the catalog, without an account", { timeout: 600_000 }, () => {
  let host: CodeHost;
  let home: Home;

  before(async () => {
    host = await CodeHost.start();
    host.releases = [{ tag: newer.tag, archive: newer.bytes }];
    host.isInCatalog = true;
    home = await Home.start(host, { account: false });
  });
  after(async () => {
    await home?.stop();
    await host?.stop();
  });

  it("is installed without a request to the API, which is limited", async () => {
    const repository = await home.repository();
    assert.equal(repository?.custom, false);
    assert.equal(repository.available_version, newer.tag);
    await home.ask({ type: "marketplace/repository/install", repository: repository.id });
    home.assertInstalled(newer);
    assert.equal(host.requestsOf("api"), 0);
    assert.deepEqual(host.unknown, []);
  });

  it("works", async () => {
    await home.addIntegration();
    await readySnapshot(home.websocket, deadline());
    assert.deepEqual(await home.restarts(), []);
  });
});
