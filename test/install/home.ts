/** A fresh Home Assistant without this integration, whose code host is the stand-in. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "home-assistant-js-websocket";
import { bearer, makePeople } from "../../scripts/demo/accounts.js";
import { connect } from "../../scripts/demo/client.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { entry } from "../../scripts/demo/entries.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { HomeAssistant } from "../../scripts/demo/home-assistant.js";
import { processUser } from "../../scripts/demo/process-user.js";
import { BASE } from "../../scripts/demo/scenarios.js";
import { seed } from "../../scripts/demo/seed.js";
import { writeStore } from "../../scripts/demo/storage.js";
import { TemporaryFolder } from "../../scripts/demo/temporary-folder.js";
import { python } from "../../scripts/setup/environments.js";
import type { Tested } from "./archives.js";
import { REPOSITORY, type CodeHost } from "./code-host.js";

const START_SECONDS = 180;

/** What the Marketplace's panel shows of a repository. */
export interface Listed {
  id: string;
  full_name: string;
  installed: boolean;
  installed_version: string;
  available_version: string;
  custom: boolean;
  status: string;
}

export class Home {
  readonly token: string;
  private constructor(
    private readonly temporary: TemporaryFolder,
    private readonly homeAssistant: HomeAssistant,
    readonly url: string,
    token: string,
    private connection: Connection,
  ) {
    this.token = token;
  }

  /** Start it; with an account of the code host, as one must have to add a custom repository. */
  static async start(host: CodeHost, { account }: { account: boolean }): Promise<Home> {
    const temporary = new TemporaryFolder();
    const people = makePeople();
    const token = bearer(people.token);
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const { config } = temporary;
    const scenario = { ...BASE, backups: "none" as const };
    seed(config, { port, scenario, people, certificates: null, webdavs: [], url });
    rmSync(join(config, "custom_components"), { recursive: true });
    const entries = account ? [entry("marketplace", "Marketplace", { token: "stand-in" })] : [];
    writeStore(config, "core.config_entries", { entries }, 1, 5);
    const interpreter = await python("homeassistant");
    const user = processUser(temporary.path, interpreter);
    const env = { ...user.env, ...host.env };
    const homeAssistant = new HomeAssistant(config, interpreter, null, { ...user, env });
    temporary.onCleanUp(() => homeAssistant.stop());
    const connection = await connect(homeAssistant, url, token, deadline());
    const home = new Home(temporary, homeAssistant, url, token, connection);
    await home.waitUntil("the Marketplace did not start", async () => {
      const info = await home.ask<{ stage: string }>({ type: "marketplace/info" });
      return info.stage === "running";
    });
    await home.ask({ type: "marketplace/warning/accept" });
    return home;
  }

  ask<T = unknown>(message: { type: string } & Record<string, unknown>): Promise<T> {
    return this.connection.sendMessagePromise<T>(message);
  }

  /** Return the error that Home Assistant answers. */
  async refusal(message: { type: string } & Record<string, unknown>): Promise<string> {
    return this.ask(message).then(
      () => assert.fail(`${message.type} succeeded`),
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    );
  }

  /** Return our repository, undefined if the Marketplace does not know it. */
  async repository(): Promise<Listed | undefined> {
    const all = await this.ask<Listed[]>({ type: "marketplace/repositories/list" });
    return all.find(({ full_name: name }) => name === REPOSITORY);
  }

  async restarts(): Promise<string[]> {
    const { issues } = await this.ask<{ issues: { domain: string; issue_id: string }[] }>({
      type: "repairs/list_issues",
    });
    return issues
      .filter(({ domain, issue_id: id }) => domain === "marketplace" && /^restart_/.test(id))
      .map(({ issue_id: id }) => id);
  }

  async api<T>(method: string, path: string, content?: object): Promise<T> {
    const answer = await fetch(`${this.url}/api/config/config_entries/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
      ...(content ? { body: JSON.stringify(content) } : {}),
    });
    assert.equal(answer.status, 200, path);
    return (await answer.json()) as T;
  }

  /** Add the integration as a user does; return the id of its entry. */
  async addIntegration(): Promise<string> {
    const { flow_id: flow } = await this.api<{ flow_id: string }>("POST", "flow", {
      handler: "security_posture",
    });
    const created = await this.api<{ result: { entry_id: string } }>("POST", `flow/${flow}`, {});
    return created.result.entry_id;
  }

  async restart(): Promise<void> {
    this.connection.close();
    await this.homeAssistant.restart();
    this.connection = await connect(this.homeAssistant, this.url, this.token, deadline());
  }

  /** Assert that exactly the files of an archive are installed; undefined: none. */
  assertInstalled(archive: Tested | undefined): void {
    const folder = join(this.temporary.config, "custom_components", "security_posture");
    const expected = archive ? [...archive.files.keys()].sort() : [];
    assert.deepEqual(filesBelow(folder), expected);
    for (const [name, content] of archive?.files ?? [])
      assert.ok(readFileSync(join(folder, name)).equals(content), name);
    const backups = join(this.temporary.config, ".storage", "marketplace_backups");
    assert.deepEqual(existsSync(backups) ? readdirSync(backups) : [], []);
  }

  storedFiles(): string[] {
    return readdirSync(join(this.temporary.config, ".storage")).filter((name) =>
      /posture/.test(name),
    );
  }

  log(): string {
    return this.homeAssistant.log();
  }

  async waitUntil(failure: string, check: () => Promise<boolean>): Promise<void> {
    await deadline().waitUntil(failure, async () =>
      (await check().catch(() => false)) ? true : undefined,
    );
  }

  get websocket(): Connection {
    return this.connection;
  }

  async stop(): Promise<void> {
    this.connection.close();
    await this.temporary.cleanUp({ keep: false });
  }
}

export function deadline(): Deadline {
  return new Deadline(START_SECONDS, new AbortController().signal);
}

/** Return the files of a folder, except what Python compiled. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => !each.isDirectory())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .filter((name) => !name.includes("__pycache__"))
    .sort();
}
