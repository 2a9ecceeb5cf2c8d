/** A demo from its beginning to its end: scratch directory, servers, planted posture. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "home-assistant-js-websocket";
import { buildCard } from "../setup/card.js";
import { python } from "../setup/environments.js";
import { say } from "../setup/say.js";
import { bearer, makePeople, type People, type StoredToken } from "./accounts.js";
import { makeCertificates, type Certificates } from "./certificates.js";
import { connect, readySnapshot, type Snapshot } from "./client.js";
import { copyConfiguration } from "./copy.js";
import { HomeAssistant } from "./home-assistant.js";
import { attack, makeBackup } from "./plant.js";
import { SCENARIOS, type ScenarioName } from "./scenarios.js";
import { seed } from "./seed.js";
import { startWebdav, type RunningWebdav } from "./webdav-server.js";

/** From a cold disk; warm it is a tenth of it. */
const PATIENCE_SECONDS = 180;

export interface Wanted {
  port: number;
  scenario: ScenarioName;
  config: string | null;
}

/** A running demo. */
export class Instance {
  private constructor(
    readonly homeAssistant: HomeAssistant,
    readonly connection: Connection,
    readonly url: string,
    readonly token: string,
    /** Null on a copied configuration: its own people sign in. */
    readonly people: People | null,
    private readonly end: () => Promise<void>,
  ) {}

  static async start({ port, scenario: name, config: original }: Wanted): Promise<Instance> {
    await python("homeassistant");
    await buildCard();
    const scratch = mkdtempSync(join(tmpdir(), "security-posture-"));
    const config = join(scratch, "config");
    const scenario = SCENARIOS[name];
    const cleanups: (() => Promise<void> | void)[] = [
      () => rmSync(scratch, { recursive: true, force: true }),
    ];
    const end = async (): Promise<void> => {
      for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
    };
    try {
      let certificates: Certificates | null = null;
      let webdav: RunningWebdav | null = null;
      let people: People | null = null;
      let token: StoredToken;
      if (original) {
        say("Copying the configuration ...");
        token = copyConfiguration(original, config, port);
      } else {
        people = makePeople();
        token = people.token;
        if (scenario.certificateDays !== null) {
          certificates = await makeCertificates(join(scratch, "tls"), scenario.certificateDays);
        }
        if (scenario.backups) {
          webdav = await startWebdav();
          cleanups.push(webdav.close);
        }
        seed(config, { port, scenario, people, certificates, webdav: webdav?.account ?? null });
      }
      const url = `${certificates ? "https" : "http"}://localhost:${port}`;
      say("Starting Home Assistant ...");
      const homeAssistant = await HomeAssistant.start(config, certificates?.authority ?? null);
      cleanups.push(() => homeAssistant.stop());
      const connection = await connect(homeAssistant, url, bearer(token), PATIENCE_SECONDS);
      cleanups.push(() => connection.close());
      if (webdav) await makeBackup(connection, `webdav.${webdav.account.entryId}`);
      if (!original) await attack(url, scenario);
      return new Instance(homeAssistant, connection, url, bearer(token), people, end);
    } catch (error) {
      // The log is worth more than an empty disk: only the servers are ended.
      cleanups.shift();
      await end();
      throw error;
    }
  }

  /** Return the administrator's snapshot after a full look at what was planted. */
  async snapshot(): Promise<Snapshot> {
    await readySnapshot(this.connection, PATIENCE_SECONDS);
    await this.connection.sendMessagePromise({ type: "security_posture/recheck" });
    return readySnapshot(this.connection, PATIENCE_SECONDS);
  }

  /** End everything and leave nothing. */
  async stop(): Promise<void> {
    await this.end();
  }
}
