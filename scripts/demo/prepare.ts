/** Everything up to Home Assistant's first start: a planted posture, or a copied configuration. */
import type { Connection } from "home-assistant-js-websocket";
import { say } from "../setup/say.js";
import { makePeople, type People, type StoredToken } from "./accounts.js";
import { neglectBackups } from "./backups.js";
import { makeCertificates } from "./certificates.js";
import { copyConfiguration } from "./copy.js";
import type { Patience } from "./patience.js";
import { attack, makeBackup } from "./plant.js";
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
  const certificates =
    scenario.certificate && (await makeCertificates(scratch.folder, scenario.certificate));
  const webdav = scenario.backups === "none" ? null : await startWebdav();
  if (webdav) scratch.atEnd(webdav.close);
  const outside = webdav && `webdav.${webdav.account.entryId}`;
  seed(scratch.config, {
    port,
    scenario,
    people,
    certificates,
    webdav: webdav?.account ?? null,
  });
  if (outside && scenario.backups === "neglected") neglectBackups(scratch.config, outside);
  const url = address(port, certificates !== null);
  return {
    url,
    people,
    token: people.token,
    authority: scenario.certificate?.trusted ? (certificates?.authority ?? null) : null,
    async finish(connection, patience) {
      if (outside && scenario.backups === "daily") await makeBackup(connection, outside, patience);
      await attack(url, scenario, patience);
    },
  };
}

export function prepareCopy(scratch: Scratch, port: number, original: string): Prepared {
  say("Copying the configuration; its integrations and automations will run in the copy ...");
  const { token, hasTls } = copyConfiguration(original, scratch.config, port);
  const nothingLeft = (): Promise<void> => Promise.resolve();
  return { url: address(port, hasTls), token, people: null, authority: null, finish: nothingLeft };
}

function address(port: number, hasTls: boolean): string {
  return `${hasTls ? "https" : "http"}://localhost:${port}`;
}
