/** Situations of a home in its network, on a real Home Assistant; run by ../network.test.ts. */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "home-assistant-js-websocket";
import { after, before, describe, it } from "node:test";
import { makeCertificates } from "../../../scripts/demo/certificates.js";
import { bearer } from "../../../scripts/demo/accounts.js";
import {
  connect,
  readySnapshot,
  snapshotNow,
  type Snapshot,
} from "../../../scripts/demo/client.js";
import { Deadline } from "../../../scripts/demo/deadline.js";
import { freePort } from "../../../scripts/demo/free-port.js";
import { Instance } from "../../../scripts/demo/instance.js";
import { BASE, type Scenario } from "../../../scripts/demo/scenarios.js";
import { outcome } from "../findings.js";
import { HOST, LAN, PREFIX, WAN, build, startRouter, usePrefix, visit } from "./lab.js";

const ABOUT_CERTIFICATES = [
  "certificate_expired",
  "certificate_expiring",
  "certificate_untrusted",
  "certificate_wrong_host",
  "weak_tls",
];
/** More than makes an attack. */
const FAILURES = "12";

const folder = mkdtempSync(join(tmpdir(), "security-posture-network-"));
const hosts = join(folder, "-etc-hosts");
build(folder);
await makeCertificates(folder, { days: 90, hosts: ["fritz.box"], trusted: false });

after(() => rmSync(folder, { recursive: true, force: true }));

/** Start a home and its router before the tests of a suite, and stop both after them. */
function useHome(scenario: Scenario): { home: Instance; port: number } {
  const running = {} as { home: Instance; port: number; router: ChildProcess };
  before(async () => {
    running.port = await freePort();
    running.home = await Instance.start({ port: running.port, scenario, config: null });
    running.router = await startRouter(folder, running.port);
  });
  after(async () => {
    running.router?.kill();
    await running.home?.stop();
  });
  return running;
}

function connectTo({ homeAssistant, url, people }: Instance): Promise<Connection> {
  return connect(homeAssistant, url, bearer(people!.token), deadline());
}

async function recheck(connection: Connection): Promise<Snapshot> {
  await readySnapshot(connection, deadline());
  await connection.sendMessagePromise({ type: "security_posture/recheck" });
  return snapshotNow(connection);
}

function deadline(): Deadline {
  return new Deadline(180, new AbortController().signal);
}

function setExternal(home: Instance, url: string | null): Promise<unknown> {
  return home.connection.sendMessagePromise({ type: "config/core/update", external_url: url });
}

function level(snapshot: Snapshot): string {
  return (snapshot.exposure as { level: string }).level;
}

describe("a home with its own certificate", { timeout: 300_000 }, () => {
  const at = useHome({
    ...BASE,
    inNetwork: true,
    banThreshold: -1,
    certificate: { days: 60, hosts: [HOST], trusted: true },
  });

  /** A new one after the restart. */
  let connection: Connection;

  after(() => connection?.close());

  it("is met by visitors, while inside the router answers at the external address", () => {
    assert.equal(visit("outside", "certificate", WAN.router, HOST), HOST);
  });

  it("is not judged by the certificate of the router", async () => {
    await setExternal(at.home, `https://${HOST}`);
    const snapshot = await at.home.snapshot();
    for (const check of ABOUT_CERTIFICATES)
      assert.equal(outcome(snapshot, check)[0], "pass", check);
  });

  it("is not reached from the internet by a device in another network of the home", async () => {
    await setExternal(at.home, null);
    const { username, password } = at.home.people!.admin;
    const url = `https://[${PREFIX.home}:2]:${at.port}`;
    assert.equal(visit("guest", "log-in", url, username, password), "200");
    assert.equal(level(await at.home.snapshot()), "local");
  });

  it("has no login attack from a device of its own", async () => {
    visit("guest", "fail", `https://[${PREFIX.home}:2]:${at.port}`, FAILURES);
    assert.equal(outcome(await at.home.snapshot(), "sign_in_attack")[0], "pass");
  });

  it("is the same home when the provider has changed the prefix", async () => {
    usePrefix(PREFIX.tomorrow, PREFIX.home);
    assert.equal(level(await at.home.snapshot()), "local");
    await at.home.homeAssistant.restart();
    connection = await connectTo(at.home);
    assert.equal(level(await recheck(connection)), "local");
  });

  it("is reached from the internet by a visitor", async () => {
    const { username, password } = at.home.people!.admin;
    const url = `https://[${PREFIX.tomorrow}:2]:${at.port}`;
    assert.equal(visit("outside", "log-in", url, username, password), "200");
    assert.equal(level(await recheck(connection)), "internet");
    visit("outside", "fail", url, FAILURES);
    assert.equal(outcome(await recheck(connection), "sign_in_attack")[0], "fail");
  });
});

describe("a home whose external address says https, over plain HTTP", { timeout: 300_000 }, () => {
  const at = useHome({ ...BASE, inNetwork: true, certificate: null });

  before(() => setExternal(at.home, `https://${HOST}:${at.port}`));

  it("is unknown while the router answers in its place", async () => {
    assert.equal(outcome(await at.home.snapshot(), "plain_http_external")[0], "unknown");
  });

  it("has a critical finding when its own port answers", async () => {
    writeFileSync(hosts, `127.0.0.1 localhost\n${LAN.home} ${HOST}\n`);
    const snapshot = await at.home.snapshot();
    assert.equal(outcome(snapshot, "plain_http_external")[0], "fail");
    assert.notEqual(outcome(snapshot, "certificate_expired")[0], "pass");
  });
});
