/** Prepare the configuration: create a scenario, or copy an existing configuration. */
import { join } from "node:path";
import type { Connection } from "home-assistant-js-websocket";
import { freePort } from "./free-port.js";
import { log } from "../setup/cli.js";
import { makePeople, type People, type StoredToken } from "./accounts.js";
import { writeFailingBackups } from "./backups.js";
import { makeCertificates } from "./certificates.js";
import { copyConfiguration } from "./copy.js";
import type { Webdav } from "./entries.js";
import type { Deadline } from "./deadline.js";
import { failLogins, createBackup } from "./live-state.js";
import { startProxy } from "./proxy.js";
import { startSupervisor } from "./supervisor/start.js";
import type { Supervisor } from "./supervisor/server.js";
import type { Scenario } from "./scenarios.js";
import type { TemporaryFolder } from "./temporary-folder.js";
import { seed } from "./seed.js";
import { startWebdav } from "./webdav-server.js";

export interface Prepared {
  url: string;
  /** The access token of the demo. */
  token: StoredToken;
  /** Null for a copied configuration, which has its own users. */
  people: People | null;
  /** A CA file that Home Assistant trusts instead of the public ones. */
  authority: string | null;
  /** The stand-in for the Supervisor. */
  supervisor: Supervisor | null;
  /** Create the state that needs a running Home Assistant. */
  finish(connection: Connection, deadline: Deadline): Promise<void>;
}

export async function prepareScenario(
  temporary: TemporaryFolder,
  port: number,
  scenario: Scenario,
): Promise<Prepared> {
  const people = makePeople();
  const { certificate: plan, proxied, renewed } = scenario;
  const renewedIn = renewed ? join(temporary.config, "ssl") : null;
  const certificates = plan && (await makeCertificates(temporary.path, plan, renewedIn));
  const url = address(port, certificates !== null);
  const webdavs = await startLocations(temporary, scenario);
  const internalPort = proxied ? await freePort() : port;
  const own = proxied ? null : certificates;
  seed(temporary.config, { url, port: internalPort, scenario, people, certificates: own, webdavs });
  if (proxied && certificates) {
    const from = scenario.bannedProxy ?? "127.0.0.1";
    temporary.onCleanUp(
      await startProxy({ port, target: internalPort, address: from, certificates }),
    );
  }
  const { supervisor: wanted } = scenario;
  const started = wanted && (await startSupervisor(temporary, wanted.machine, wanted.behaviour));
  const outside = webdavs.map(({ entryId }) => `webdav.${entryId}`);
  if (scenario.backups === "failing") writeFailingBackups(temporary.config, outside[0] ?? "");
  return {
    url,
    people,
    token: people.token,
    authority: plan?.trusted ? (certificates?.authority ?? null) : null,
    supervisor: started?.supervisor ?? null,
    async finish(connection, deadline) {
      if (scenario.backups === "daily" || scenario.backups === "partial") {
        await createBackup(connection, outside, deadline);
      }
      await failLogins(url, scenario, deadline);
      await started?.finish(connection, deadline);
    },
  };
}

/** Start the external backup locations; a second one is full. */
async function startLocations(
  temporary: TemporaryFolder,
  { backups }: Scenario,
): Promise<Webdav[]> {
  const full = { daily: [false], partial: [false, true], failing: [false], none: [] }[backups];
  const started = await Promise.all(full.map((isFull) => startWebdav({ full: isFull })));
  for (const { close } of started) temporary.onCleanUp(close);
  return started.map(({ account }) => account);
}

export function prepareCopy(temporary: TemporaryFolder, port: number, original: string): Prepared {
  log("Copying the configuration. Its integrations and automations will run in the copy…");
  const { token, hasTls } = copyConfiguration(original, temporary.config, port);
  const noOp = (): Promise<void> => Promise.resolve();
  const url = address(port, hasTls);
  return { url, token, people: null, authority: null, supervisor: null, finish: noOp };
}

function address(port: number, hasTls: boolean): string {
  return `${hasTls ? "https" : "http"}://localhost:${port}`;
}
