/** A Home Assistant as onboarding leaves it: no dashboards, and this integration not added yet. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "home-assistant-js-websocket";
import { bearer, makePeople } from "../../scripts/demo/accounts.js";
import { connect } from "../../scripts/demo/client.js";
import { STORE, YAML_FILE } from "../../scripts/demo/dashboard.js";
import { Deadline } from "../../scripts/demo/deadline.js";
import { freePort } from "../../scripts/demo/free-port.js";
import { HomeAssistant } from "../../scripts/demo/home-assistant.js";
import { processUser } from "../../scripts/demo/process-user.js";
import { BASE } from "../../scripts/demo/scenarios.js";
import { seed } from "../../scripts/demo/seed.js";
import { writeStore } from "../../scripts/demo/storage.js";
import { TemporaryFolder } from "../../scripts/demo/temporary-folder.js";
import { buildCard } from "../../scripts/setup/card.js";
import { python } from "../../scripts/setup/environments.js";

const START_TIMEOUT_SECONDS = 180;

export class FreshHome {
  private constructor(
    readonly url: string,
    readonly people: ReturnType<typeof makePeople>,
    readonly homeAssistant: HomeAssistant,
    public connection: Connection,
    private readonly temporary: TemporaryFolder,
  ) {}

  static async start(): Promise<FreshHome> {
    const interpreter = await python("homeassistant");
    await buildCard();
    const temporary = new TemporaryFolder();
    const { config } = temporary;
    const people = makePeople();
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const scenario = { ...BASE, backups: "none" as const };
    seed(config, { url, port, scenario, people, certificates: null, webdavs: [] });
    writeStore(config, "core.config_entries", { entries: [] }, 1, 5);
    const dashboards = ["lovelace_dashboards", `lovelace.${STORE}`, "frontend.system_data"];
    for (const name of dashboards) rmSync(join(config, ".storage", name));
    rmSync(join(config, YAML_FILE));
    writeFileSync(join(config, "configuration.yaml"), "logger:\n  default: warning\n");
    const account = processUser(temporary.path, interpreter);
    const homeAssistant = new HomeAssistant(config, interpreter, null, account);
    temporary.onCleanUp(() => homeAssistant.stop());
    const connection = await connect(homeAssistant, url, bearer(people.token), startTime());
    return new FreshHome(url, people, homeAssistant, connection, temporary);
  }

  /** Restart Home Assistant; what it stores later than it is changed is stored then. */
  async restart(): Promise<void> {
    this.connection.close();
    await this.homeAssistant.restart();
    const token = bearer(this.people.token);
    this.connection = await connect(this.homeAssistant, this.url, token, startTime());
  }

  /** Send a request about config entries. */
  async api(method: string, path: string): Promise<void> {
    const headers = { Authorization: `Bearer ${bearer(this.people.token)}` };
    const url = `${this.url}/api/config/config_entries/${path}`;
    const { status } = await fetch(url, { method, headers });
    if (status !== 200) throw new Error(`${path}: ${status}`);
  }

  stop(): Promise<void> {
    this.connection.close();
    return this.temporary.cleanUp({ keep: false });
  }
}

function startTime(): Deadline {
  return new Deadline(START_TIMEOUT_SECONDS, new AbortController().signal);
}
