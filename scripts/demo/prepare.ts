/** Everything up to Home Assistant's first start: a planted posture, or a copied configuration. */
import { join } from "node:path";
import type { Connection } from "home-assistant-js-websocket";
import { freePort } from "./free-port.js";
import { say } from "../setup/say.js";
import { makePeople, type People, type StoredToken } from "./accounts.js";
import { neglectBackups } from "./backups.js";
import { makeCertificates } from "./certificates.js";
import { copyConfiguration } from "./copy.js";
import type { Webdav } from "./entries.js";
import type { Patience } from "./patience.js";
import { attack, makeBackup } from "./plant.js";
import { startProxy } from "./proxy.js";
import type { Scenario } from "./scenarios.js";
import type { Scratch } from "./scratch.js";
import { seed } from "./seed.js";
import { startWebdav } from "./webdav-server.js";

export interface Prepared {
  url: string;
  /** What the demo itself signs in with. */
  token: StoredToken;
  /** Null on a copied configuration: its own people sign in. */
  people: People | null;
  /** A file of roots that Home Assistant trusts in place of the public ones. */
  authority: string | null;
  /** Plant what can only be planted in a running Home Assistant. */
  finish(connection: Connection, patience: Patience): Promise<void>;
}

export async function prepareScenario(
  scratch: Scratch,
  port: number,
  scenario: Scenario,
): Promise<Prepared> {
  const people = makePeople();
  const { certificate: plan, proxied, renewed } = scenario;
  const renewedIn = renewed ? join(scratch.config, "ssl") : null;
  const certificates = plan && (await makeCertificates(scratch.folder, plan, renewedIn));
  const url = address(port, certificates !== null);
  const webdavs = await locations(scratch, scenario);
  const behind = proxied ? await freePort() : port;
  const own = proxied ? null : certificates;
  seed(scratch.config, { url, port: behind, scenario, people, certificates: own, webdavs });
  if (proxied && certificates) {
    const from = scenario.bannedProxy ?? "127.0.0.1";
    scratch.atEnd(await startProxy({ port, target: behind, address: from, certificates }));
  }
  const outside = webdavs.map(({ entryId }) => `webdav.${entryId}`);
  if (scenario.backups === "neglected") neglectBackups(scratch.config, outside[0] ?? "");
  return {
    url,
    people,
    token: people.token,
    authority: plan?.trusted ? (certificates?.authority ?? null) : null,
    async finish(connection, patience) {
      if (scenario.backups === "daily" || scenario.backups === "half") {
        await makeBackup(connection, outside, patience);
      }
      await attack(url, scenario, patience);
    },
  };
}

/** Start the backup locations outside this machine; the second one has no room left. */
async function locations(scratch: Scratch, { backups }: Scenario): Promise<Webdav[]> {
  const full = { daily: [false], half: [false, true], neglected: [false], none: [] }[backups];
  const started = await Promise.all(full.map((isFull) => startWebdav({ full: isFull })));
  for (const { close } of started) scratch.atEnd(close);
  return started.map(({ account }) => account);
}

export function prepareCopy(scratch: Scratch, port: number, original: string): Prepared {
  say("Copying the configuration. Its integrations and automations will run in the copy…");
  const { token, hasTls } = copyConfiguration(original, scratch.config, port);
  const nothingLeft = (): Promise<void> => Promise.resolve();
  return { url: address(port, hasTls), token, people: null, authority: null, finish: nothingLeft };
}

function address(port: number, hasTls: boolean): string {
  return `${hasTls ? "https" : "http"}://localhost:${port}`;
}
