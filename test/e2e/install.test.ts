/** The released archive on a fresh Home Assistant: install, wait, reload, restart, remove. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { unzipSync } from "fflate";
import type { Connection } from "home-assistant-js-websocket";
import { bearer, makePeople } from "../../scripts/demo/accounts.js";
import { connect, readySnapshot, snapshotNow } from "../../scripts/demo/client.js";
import { HomeAssistant } from "../../scripts/demo/home-assistant.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { BASE } from "../../scripts/demo/scenarios.js";
import { TemporaryFolder } from "../../scripts/demo/temporary-folder.js";
import { seed } from "../../scripts/demo/seed.js";
import { processUser } from "../../scripts/demo/process-user.js";
import { writeStore } from "../../scripts/demo/storage.js";
import { python } from "../../scripts/setup/environments.js";
import { ROOT } from "../../scripts/setup/paths.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { complaints } from "./log.js";

const VERSION = "1.2.3";
/** Home Assistant reloads a config entry 30 s after one of its entities was enabled; this must not happen at setup. */
const SETTLING_MS = 40_000;
// State, score, counts, one per area, ways in, buttons, events; four counts and the ways in are disabled by default.
const OUR_ENTITIES = 26;
const FAILED_SIGN_INS = "sensor.security_posture_failed_sign_ins";

/** Entities that outsiders can change often, or that few users need, are disabled by default. */
const DISABLED = [
  "sensor.security_posture_accepted_risks",
  "sensor.security_posture_banned",
  FAILED_SIGN_INS,
  "sensor.security_posture_unknown_checks",
  "sensor.security_posture_ways_in",
];

interface Entity {
  entity_id: string;
  platform: string;
  disabled_by: string | null;
}

describe("a fresh installation from the archive", { timeout: 900_000 }, () => {
  const temporary = new TemporaryFolder();
  const people = makePeople();
  const token = bearer(people.token);
  let url: string;
  let homeAssistant: HomeAssistant;
  let connection: Connection;
  let entryId: string;

  const deadline = (): Deadline => new Deadline(180, new AbortController().signal);

  async function api<T>(method: string, path: string, content?: object): Promise<T> {
    const answer = await fetch(`${url}/api/config/config_entries/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(content ? { body: JSON.stringify(content) } : {}),
    });
    assert.equal(answer.status, 200, path);
    return (await answer.json()) as T;
  }

  async function registered(): Promise<Entity[]> {
    const entities = await connection.sendMessagePromise<Entity[]>({
      type: "config/entity_registry/list",
    });
    return entities.filter(({ platform }) => platform === "security_posture");
  }

  const ourEntities = async (): Promise<string[]> =>
    (await registered()).map(({ entity_id: id }) => id);

  async function disabledEntities(): Promise<string[]> {
    const off = (await registered()).filter(({ disabled_by: by }) => by === "integration");
    return off.map(({ entity_id: id }) => id).sort();
  }

  async function repairs(): Promise<string[]> {
    const { issues } = await connection.sendMessagePromise<{
      issues: { domain: string; severity: string }[];
    }>({ type: "repairs/list_issues" });
    return issues.filter(({ domain }) => domain === "security_posture").map((row) => row.severity);
  }

  /** Return the state of an entity; undefined if it is disabled. */
  async function stateOf(id: string): Promise<string | undefined> {
    const states = await connection.sendMessagePromise<{ entity_id: string; state: string }[]>({
      type: "get_states",
    });
    return states.find(({ entity_id: each }) => each === id)?.state;
  }

  const page = async (): Promise<string> => (await fetch(url)).text();

  before(async () => {
    execFileSync("npm", ["run", "--silent", "release", "--", VERSION, "--trial"], {
      cwd: ROOT,
      stdio: "ignore",
    });
    const port = await freePort();
    url = `http://localhost:${port}`;
    seed(temporary.config, {
      port,
      scenario: { ...BASE, backups: "none" },
      people,
      certificates: null,
      webdavs: [],
      url,
    });
    writeStore(temporary.config, "core.config_entries", { entries: [] }, 1, 5);
    unpack(join(temporary.config, "custom_components", "security_posture"));
    const interpreter = await python("homeassistant");
    const account = processUser(temporary.path, interpreter);
    homeAssistant = new HomeAssistant(temporary.config, interpreter, null, account);
    temporary.onCleanUp(() => homeAssistant.stop());
    connection = await connect(homeAssistant, url, token, deadline());
    temporary.onCleanUp(() => connection.close());
  });

  after(() => temporary.cleanUp({ keep: false }));

  it("only has to be added as an integration", async () => {
    const form = await api<{ flow_id: string; type: string }>("POST", "flow", {
      handler: "security_posture",
    });
    assert.equal(form.type, "form");
    const created = await api<{ type: string; result: { entry_id: string } }>(
      "POST",
      `flow/${form.flow_id}`,
      {},
    );
    assert.equal(created.type, "create_entry");
    entryId = created.result.entry_id;
    const snapshot = await readySnapshot(connection, deadline());
    assert.notEqual(snapshot.state, "good"); // this scenario has no backup
    assert.equal((await ourEntities()).length, OUR_ENTITIES);
    assert.deepEqual(await disabledEntities(), DISABLED);
    assert.equal((await repairs()).length, 1);
    const [script] = /\/security_posture\/card\.js\?v=[0-9a-f]+/.exec(await page()) ?? [];
    assert.ok(script);
    assert.equal((await fetch(url + script)).status, 200);
    assert.ok(script.endsWith(String(snapshot.card)));
  });

  it("is not reloaded after setup", async () => {
    const { checked_at: before } = await snapshotNow(connection);
    await sleep(SETTLING_MS);
    const { phase, checked_at: now } = await snapshotNow(connection);
    assert.equal(phase, "ready");
    assert.equal(now, before, "disabled entities made Home Assistant reload the entry");
    assert.equal((await repairs()).length, 1);
  });

  it("reloads", async () => {
    const answer = await api<{ require_restart: boolean }>("POST", `entry/${entryId}/reload`);
    assert.equal(answer.require_restart, false);
    await readySnapshot(connection, deadline());
    assert.equal((await ourEntities()).length, OUR_ENTITIES);
    assert.equal((await repairs()).length, 1);
  });

  it("shows an entity that was enabled after Home Assistant has reloaded the entry", async () => {
    assert.equal(await stateOf(FAILED_SIGN_INS), undefined);
    const { reload_delay: seconds } = await connection.sendMessagePromise<{
      reload_delay: number;
    }>({ type: "config/entity_registry/update", entity_id: FAILED_SIGN_INS, disabled_by: null });
    await sleep(seconds * 1000);
    await deadline().waitUntil("the entity was not available", async () => {
      const state = await stateOf(FAILED_SIGN_INS);
      return state === "0" ? state : undefined;
    });
    assert.equal((await snapshotNow(connection)).phase, "ready");
    assert.equal((await repairs()).length, 1);
  });

  it("restarts", async () => {
    connection.close();
    await homeAssistant.restart();
    connection = await connect(homeAssistant, url, token, deadline());
    temporary.onCleanUp(() => connection.close());
    await readySnapshot(connection, deadline());
    assert.deepEqual(
      await disabledEntities(),
      DISABLED.filter((id) => id !== FAILED_SIGN_INS),
    );
    assert.equal((await repairs()).length, 1);
  });

  it("is removed completely", async () => {
    await api("DELETE", `entry/${entryId}`);
    assert.equal((await snapshotNow(connection)).phase, "not_configured");
    assert.deepEqual(await ourEntities(), []);
    assert.deepEqual(await repairs(), []);
    assert.doesNotMatch(await page(), /security_posture/);
    await homeAssistant.stop(); // delayed writes happen now
    const kept = readdirSync(join(temporary.config, ".storage")).filter((name) =>
      /posture/.test(name),
    );
    assert.deepEqual(kept, []);
    for (const registry of [
      "core.entity_registry",
      "repairs.issue_registry",
      "core.device_registry",
      "core.config_entries",
    ]) {
      const stored = JSON.parse(
        readFileSync(join(temporary.config, ".storage", registry), "utf8"),
      ) as { data: Record<string, unknown> };
      const alive = Object.entries(stored.data).filter(([name]) => !name.startsWith("deleted_"));
      assert.doesNotMatch(JSON.stringify(alive), /security_posture/, registry);
    }
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(homeAssistant.log()), []);
  });
});

function unpack(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const archive = unzipSync(readFileSync(join(ROOT, "dist", "security_posture.zip")));
  for (const [name, bytes] of Object.entries(archive)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
    version: string;
  };
  assert.equal(manifest.version, VERSION);
  assert.ok(!existsSync(join(folder, "__pycache__")));
}
