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
    readonly connection: Connection,
    readonly deadline: Deadline,
    private readonly temporary: TemporaryFolder,
  ) {}

  static async start(yaml = ""): Promise<FreshHome> {
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
    writeFileSync(join(config, "configuration.yaml"), `logger:\n  default: warning\n${yaml}`);
    const account = processUser(temporary.path, interpreter);
    const homeAssistant = new HomeAssistant(config, interpreter, null, account);
    temporary.onCleanUp(() => homeAssistant.stop());
    const deadline = new Deadline(START_TIMEOUT_SECONDS, new AbortController().signal);
    const connection = await connect(homeAssistant, url, bearer(people.token), deadline);
    temporary.onCleanUp(() => connection.close());
    return new FreshHome(url, people, homeAssistant, connection, deadline, temporary);
  }

  stop(): Promise<void> {
    return this.temporary.cleanUp({ keep: false });
  }
}
