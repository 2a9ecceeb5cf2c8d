/** Home Assistant's own backup of a used instance, restored by the onboarding of a new one. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Connection, MessageBase } from "home-assistant-js-websocket";
import { bearer, makePeople } from "../../scripts/demo/accounts.js";
import { connect, readySnapshot, type Snapshot } from "../../scripts/demo/client.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { HomeAssistant } from "../../scripts/demo/home-assistant.js";
import { processUser } from "../../scripts/demo/process-user.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { seed } from "../../scripts/demo/seed.js";
import { TemporaryFolder } from "../../scripts/demo/temporary-folder.js";
import { buildCard } from "../../scripts/setup/card.js";
import { python } from "../../scripts/setup/environments.js";
import { INTEGRATION } from "../../scripts/setup/paths.js";
import { complaints } from "./log.js";

/** The interpreter of another Home Assistant than the demo's. */
const OTHER_VERSION = process.env.HOME_ASSISTANT_PYTHON;
const LOCAL = "backup.local";
const ACCEPTED = "passwordless_network";
const UNEXPECTED = "unexpected_admin";
const REASON = "The tablet in the hall";
const RENAMED = "sensor.how_safe_we_are";
const STATE = "sensor.security_posture_state";

/** Its log is beside the configuration directory, which a restore empties. */
class LoggingBeside extends HomeAssistant {
  override get logFile(): string {
    return join(dirname(this.config), "home-assistant.log");
  }
}

interface Check {
  id: string;
  status: string;
  accepted?: { reason: string; until: string; by_you: boolean };
}

interface Change {
  at: string;
  kind: string;
  check_id: string;
}

interface Entity {
  entity_id: string;
  id: string;
  device_id: string;
  unique_id: string;
  platform: string;
}

/** What must be the same after the restore. */
interface Seen {
  card: unknown;
  state: string;
  checks: Record<string, string>;
  accepted: Check["accepted"];
  changes: Change[];
  entities: string[];
  files: Record<string, Record<string, unknown>>;
}

describe("a backup restored on a new instance", { timeout: 900_000 }, () => {
  const [used, fresh] = [new TemporaryFolder(), new TemporaryFolder()];
  const people = makePeople();
  const token = bearer(people.token);
  let url: string;
  let homeAssistant: HomeAssistant;
  let connection: Connection;
  let backup: Buffer;
  const known = new Set<string>();
  let original: Seen;
  let restored: Seen;

  const deadline = (): Deadline => new Deadline(240, new AbortController().signal);
  const ask = <T>(message: MessageBase): Promise<T> => connection.sendMessagePromise<T>(message);

  before(async () => {
    await buildCard();
    const port = await freePort();
    url = `http://localhost:${port}`;
    seed(used.config, {
      port,
      scenario: { ...SCENARIOS.mixed, backups: "none" },
      people,
      certificates: null,
      webdavs: [],
      url,
    });
    install(used.config);
    // The settings are those of the newest version; `SETUP_PORT` is enough for another one.
    if (OTHER_VERSION) rmSync(join(used.config, ".storage", "http"));
    homeAssistant = await start(used);
    connection = await connect(homeAssistant, url, token, deadline());
    await readySnapshot(connection, deadline());
  });

  after(async () => {
    connection?.close();
    await used.cleanUp({ keep: false });
    await fresh.cleanUp({ keep: false });
  });

  it("is made of an instance that has something to lose", async () => {
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await ask({ type: "security_posture/accept_risk", check_id: ACCEPTED, reason: REASON, until });
    // Known administrators and tokens must stay known, and this one unexpected.
    await ask({ type: "config/auth/create", name: "Mallory", group_ids: ["system-admin"] });
    await ask({ type: "config/entity_registry/update", entity_id: STATE, new_entity_id: RENAMED });
    await deadline().waitUntil("the finding was not opened", async () => {
      const { checks } = await recheck();
      return checks[UNEXPECTED] === "fail" || undefined;
    });
    await makeBackup(); // so that the second one changes no finding
    original = await recheck();
    await deadline().waitUntil("the history was not written", () => {
      const { changes = [] } = stored(used.config).history ?? {};
      const isWritten = (changes as unknown[]).length === original.changes.length;
      return Promise.resolve(isWritten || undefined);
    });
    backup = await makeBackup();
    original = await recheck();
    assert.equal(original.accepted?.reason, REASON);
    assert.ok(original.changes.length >= 2);
    assert.ok(Object.keys((original.files.updates?.seen ?? {}) as object).length > 0);
    assert.ok(original.entities.some((each) => each.startsWith(RENAMED)));
    connection.close();
    await homeAssistant.stop();
    print("original instance", homeAssistant.log());
  });

  it("is restored by the onboarding of a fresh instance", async () => {
    mkdirSync(fresh.config);
    homeAssistant = await start(fresh);
    await deadline().waitUntil("the onboarding did not start", async () => {
      homeAssistant.assertAlive();
      const answer = await fetch(`${url}/api/onboarding/backup/info`).catch(() => undefined);
      if (answer?.status !== 200) return undefined;
      // "blocked" until it has started
      return ((await answer.json()) as { state: string }).state === "idle" || undefined;
    });
    assert.ok(!existsSync(join(fresh.config, "custom_components")));
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(backup)]), "backup.tar");
    const uploaded = await fetch(`${url}/api/onboarding/backup/upload?agent_id=${LOCAL}`, {
      method: "POST",
      body: form,
    });
    assert.equal(uploaded.status, 201, await uploaded.clone().text());
    const { backup_id: id } = (await uploaded.json()) as { backup_id: string };
    const accepted = await fetch(`${url}/api/onboarding/backup/restore`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ backup_id: id, agent_id: LOCAL }),
    }).catch(() => undefined); // Home Assistant may stop before it has answered
    assert.ok(accepted === undefined || accepted.status === 200);
    const result = await deadline().waitUntil("the backup was not restored", () => {
      homeAssistant.assertAlive();
      const restoring = /Restore complete/.test(homeAssistant.log());
      return Promise.resolve(restoring || undefined);
    });
    assert.equal(result, true);
    connection = await connect(homeAssistant, url, token, deadline());
    await readySnapshot(connection, deadline());
    restored = await recheck();
    print("fresh instance", homeAssistant.log());
  });

  it("has every file of the integration", () => {
    assert.deepEqual(shipped(fresh.config), shipped(used.config));
  });

  it("shows the same card and the same findings", async () => {
    assert.equal(restored.card, original.card);
    assert.equal(restored.state, original.state);
    assert.deepEqual(restored.checks, original.checks);
    const [script] =
      /\/security_posture\/card\.js\?v=[0-9a-f]+/.exec(await (await fetch(url)).text()) ?? [];
    assert.ok(script?.endsWith(String(original.card)));
    assert.equal((await fetch(url + script)).status, 200);
  });

  it("keeps the accepted risk", () => {
    assert.deepEqual(restored.accepted, original.accepted);
  });

  it("keeps the history", () => {
    assert.deepEqual(restored.changes, original.changes);
    assert.ok(restored.changes.some(({ kind }) => kind === "accepted"));
  });

  it("still knows which administrators were expected", () => {
    // A memory that starts anew expects everybody.
    assert.equal(restored.checks[UNEXPECTED], "fail");
    for (const name of ["admins", "tokens", "first_seen", "salt"]) {
      assert.deepEqual(restored.files.accounts?.[name], original.files.accounts?.[name], name);
    }
  });

  it("keeps the dates at which updates were first seen", () => {
    assert.deepEqual(restored.files.updates, original.files.updates);
  });

  it("continues all stored files", () => {
    assert.deepEqual(Object.keys(restored.files), Object.keys(original.files));
    for (const [name, data] of Object.entries(original.files)) {
      assert.equal(restored.files[name]?.salt, data.salt, name);
    }
  });

  it("keeps the entities and the device", () => {
    assert.deepEqual(restored.entities, original.entities);
  });

  it("keeps them too when it is removed, and added again after a restart", async () => {
    const [entry] = await ask<{ entry_id: string }[]>({
      type: "config_entries/get",
      domain: "security_posture",
    });
    await api("DELETE", `entry/${entry?.entry_id}`);
    assert.deepEqual(stored(fresh.config), {});
    assert.deepEqual(await entities(), []);
    connection.close();
    await homeAssistant.restart();
    connection = await connect(homeAssistant, url, token, deadline());
    const { flow_id: flow } = await api<{ flow_id: string }>("POST", "flow", {
      handler: "security_posture",
    });
    await api("POST", `flow/${flow}`, {});
    await readySnapshot(connection, deadline());
    assert.deepEqual(await entities(), original.entities);
  });

  it("causes no warning in the log", () => {
    assert.deepEqual(complaints(homeAssistant.log()), []);
  });

  async function start(folder: TemporaryFolder): Promise<HomeAssistant> {
    const interpreter = OTHER_VERSION ?? (await python("homeassistant"));
    const account = processUser(folder.path, interpreter);
    const own = new LoggingBeside(folder.config, interpreter, null, {
      ...account,
      env: { ...account.env, SETUP_PORT: new URL(url).port },
    });
    folder.onCleanUp(() => own.stop());
    return own;
  }

  /** Run all checks and return what must survive. */
  async function recheck(): Promise<Seen> {
    await ask({ type: "security_posture/recheck" });
    const snapshot: Snapshot = await readySnapshot(connection, deadline());
    const checks = snapshot.checks as Check[];
    const { changes } = await ask<{ changes: Change[] }>({ type: "security_posture/changes" });
    return {
      card: snapshot.card,
      state: snapshot.state,
      checks: Object.fromEntries(checks.map(({ id, status }) => [id, status])),
      accepted: checks.find(({ id }) => id === ACCEPTED)?.accepted,
      changes,
      entities: await entities(),
      files: stored(homeAssistant.config),
    };
  }

  /** Return what automations and dashboards contain of the entities. */
  async function entities(): Promise<string[]> {
    const all = await ask<Entity[]>({ type: "config/entity_registry/list" });
    return all
      .filter(({ platform }) => platform === "security_posture")
      .map((each) => [each.entity_id, each.unique_id, each.id, each.device_id].join(" "))
      .sort();
  }

  async function api<T>(method: string, path: string, content?: object): Promise<T> {
    const answer = await fetch(`${url}/api/config/config_entries/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      ...(content ? { body: JSON.stringify(content) } : {}),
    });
    assert.equal(answer.status, 200, path);
    return (await answer.json()) as T;
  }

  async function makeBackup(): Promise<Buffer> {
    await ask({ type: "backup/generate", agent_ids: [LOCAL], name: "Before the move" });
    const id = await deadline().waitUntil("the backup was not made", async () => {
      const { state, backups } = await ask<{ state: string; backups: { backup_id: string }[] }>({
        type: "backup/info",
      });
      return state === "idle"
        ? backups.find((each) => !known.has(each.backup_id))?.backup_id
        : undefined;
    });
    known.add(id);
    const answer = await fetch(`${url}/api/backup/download/${id}?agent_id=${LOCAL}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
  }
});

/** Put the integration where the archive is unpacked, as files and not as a link. */
function install(config: string): void {
  const folder = join(config, "custom_components", "security_posture");
  rmSync(folder);
  cpSync(INTEGRATION, folder, {
    recursive: true,
    filter: (path) => !path.includes("__pycache__"),
  });
}

/** Return the paths of the integration's files. */
function shipped(config: string): string[] {
  const folder = join(config, "custom_components", "security_posture");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((path) => !path.includes("__pycache__")).sort();
}

/** Return the data of the integration's files in the private storage, by name. */
function stored(config: string): Seen["files"] {
  const folder = join(config, ".storage");
  const names = readdirSync(folder).filter((name) => name.startsWith("security_posture."));
  return Object.fromEntries(
    names.sort().map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return [
        name.replace("security_posture.", ""),
        (JSON.parse(text) as { data: Record<string, unknown> }).data,
      ];
    }),
  );
}

/** Print what the log says about backups, restoring and the integration. */
function print(title: string, log: string): void {
  if (!process.env.SHOW_LOG) return;
  const told = log
    .split("\n")
    .filter((line) => /^INFO:|custom_components|integration security_posture/.test(line));
  console.log(`--- ${title}\n${told.join("\n")}`);
}
