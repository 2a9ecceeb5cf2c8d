/** A demo from its beginning to its end. */
import type { Connection } from "home-assistant-js-websocket";
import { buildCard } from "../setup/card.js";
import { python } from "../setup/environments.js";
import { say } from "../setup/say.js";
import { bearer, type People } from "./accounts.js";
import { connect, readySnapshot, type Snapshot } from "./client.js";
import { HomeAssistant } from "./home-assistant.js";
import { Patience } from "./patience.js";
import { prepareCopy, prepareScenario } from "./prepare.js";
import type { Scenario } from "./scenarios.js";
import { Scratch } from "./scratch.js";
import { accountFor } from "./unprivileged.js";

/** From a cold disk; warm it is a tenth of it. */
const PATIENCE_SECONDS = 180;

export interface Wanted {
  port: number;
  scenario: Scenario;
  /** A configuration to copy, in place of the scenario. */
  config: string | null;
}

/** A running demo. */
export class Instance {
  private constructor(
    readonly homeAssistant: HomeAssistant,
    readonly connection: Connection,
    readonly url: string,
    /** Null on a copied configuration: its own people sign in. */
    readonly people: People | null,
    /** What is left of the time to get ready in. */
    readonly patience: Patience,
    private readonly scratch: Scratch,
  ) {}

  static async start(wanted: Wanted, interrupt = new AbortController().signal): Promise<Instance> {
    const interpreter = await python("homeassistant");
    await buildCard();
    const patience = new Patience(PATIENCE_SECONDS, interrupt);
    const scratch = new Scratch();
    let homeAssistant: HomeAssistant | undefined;
    try {
      const prepared = wanted.config
        ? prepareCopy(scratch, wanted.port, wanted.config)
        : await prepareScenario(scratch, wanted.port, wanted.scenario);
      const { url, token, people, authority } = prepared;
      say("Starting Home Assistant…");
      // A copied configuration may need files that only the account which started the demo reads.
      const account = wanted.config ? { env: {} } : accountFor(scratch.folder, interpreter);
      homeAssistant = new HomeAssistant(scratch.config, interpreter, authority, account);
      scratch.atEnd(homeAssistant.stop.bind(homeAssistant));
      const connection = await connect(homeAssistant, url, bearer(token), patience);
      scratch.atEnd(() => connection.close());
      await prepared.finish(connection, patience);
      return new Instance(homeAssistant, connection, url, people, patience, scratch);
    } catch (error) {
      await scratch.end({ keep: homeAssistant !== undefined && !interrupt.aborted });
      throw error;
    }
  }

  /** Return the administrator's snapshot after a full look at what was planted. */
  async snapshot(patience = this.patience): Promise<Snapshot> {
    await readySnapshot(this.connection, patience);
    await patience.during(
      "the checks did not end",
      this.connection.sendMessagePromise({ type: "security_posture/recheck" }),
    );
    return readySnapshot(this.connection, patience);
  }

  /** End everything and leave nothing, unless Home Assistant left a log to be read. */
  stop(): Promise<void> {
    return this.scratch.end({ keep: this.homeAssistant.crashed });
  }
}
