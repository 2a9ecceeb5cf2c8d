/** Start and stop a demo. */
import type { Connection } from "home-assistant-js-websocket";
import { buildCard } from "../setup/card.js";
import { python } from "../setup/environments.js";
import { log } from "../setup/cli.js";
import { bearer, type People } from "./accounts.js";
import { connect, readySnapshot, type Snapshot } from "./client.js";
import { HomeAssistant } from "./home-assistant.js";
import { Deadline } from "./deadline.js";
import { prepareCopy, prepareScenario } from "./prepare.js";
import type { Scenario } from "./scenarios.js";
import type { Supervisor } from "./supervisor/server.js";
import { TemporaryFolder } from "./temporary-folder.js";
import { processUser } from "./process-user.js";

/** Enough for a cold disk cache; usually it takes a tenth of this. */
const START_TIMEOUT_SECONDS = 180;

export interface InstanceOptions {
  port: number;
  scenario: Scenario;
  /** A configuration to copy, instead of the scenario. */
  config: string | null;
}

/** A running demo. */
export class Instance {
  private constructor(
    readonly homeAssistant: HomeAssistant,
    readonly connection: Connection,
    readonly url: string,
    /** Null for a copied configuration, which has its own users. */
    readonly people: People | null,
    /** The time limit for the start. */
    readonly deadline: Deadline,
    /** The stand-in for the Supervisor; null: a Home Assistant without one. */
    readonly supervisor: Supervisor | null,
    private readonly temporary: TemporaryFolder,
  ) {}

  static async start(
    options: InstanceOptions,
    interrupt = new AbortController().signal,
  ): Promise<Instance> {
    const interpreter = await python("homeassistant");
    await buildCard();
    const deadline = new Deadline(START_TIMEOUT_SECONDS, interrupt);
    const temporary = new TemporaryFolder();
    let homeAssistant: HomeAssistant | undefined;
    try {
      const prepared = options.config
        ? prepareCopy(temporary, options.port, options.config)
        : await prepareScenario(temporary, options.port, options.scenario);
      const { url, token, people, authority, supervisor } = prepared;
      log("Starting Home Assistant…");
      // A copied configuration may need files that only the current user can read.
      const account = options.config ? { env: {} } : processUser(temporary.path, interpreter);
      const env = { ...account.env, ...supervisor?.env };
      const own = new HomeAssistant(temporary.config, interpreter, authority, { ...account, env });
      homeAssistant = own;
      temporary.onCleanUp(() => own.stop());
      if (supervisor) supervisor.restartCore = () => own.restart();
      const connection = await connect(homeAssistant, url, bearer(token), deadline);
      temporary.onCleanUp(() => connection.close());
      await prepared.finish(connection, deadline);
      return new Instance(own, connection, url, people, deadline, supervisor, temporary);
    } catch (error) {
      await temporary.cleanUp({ keep: homeAssistant !== undefined && !interrupt.aborted });
      throw error;
    }
  }

  /** Run all checks, and return the administrator's snapshot. */
  async snapshot(deadline = this.deadline): Promise<Snapshot> {
    await readySnapshot(this.connection, deadline);
    await deadline.waitFor(
      "the checks did not finish",
      this.connection.sendMessagePromise({ type: "security_posture/recheck" }),
    );
    return readySnapshot(this.connection, deadline);
  }

  /** Stop everything and delete the temporary folder, unless Home Assistant crashed: keep its log. */
  stop(): Promise<void> {
    return this.temporary.cleanUp({ keep: this.homeAssistant.crashed });
  }
}
