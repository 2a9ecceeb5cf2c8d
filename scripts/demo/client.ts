/** The demo's own connection to Home Assistant, as an administrator. */
import { setTimeout as sleep } from "node:timers/promises";
import {
  createConnection,
  createLongLivedTokenAuth,
  type Connection,
} from "home-assistant-js-websocket";
import WebSocket from "ws";
import { Refusal } from "../setup/say.js";
import type { HomeAssistant } from "./home-assistant.js";

/** The demo's certificates are its own; whether they are any good is what is to be shown. */
class TrustingWebSocket extends WebSocket {
  constructor(url: string) {
    super(url, { rejectUnauthorized: false });
  }
}
Object.assign(globalThis, { WebSocket: TrustingWebSocket });

interface CoreConfig {
  state: string;
  recovery_mode?: boolean;
}

/** Connect as soon as Home Assistant runs; refuse when it does not within `seconds`. */
export async function connect(
  instance: HomeAssistant,
  url: string,
  token: string,
  seconds: number,
): Promise<Connection> {
  const deadline = Date.now() + seconds * 1000;
  let connection: Connection | undefined;
  while (Date.now() < deadline) {
    instance.assertAlive();
    try {
      connection ??= await createConnection({ auth: createLongLivedTokenAuth(url, token) });
      const config = await connection.sendMessagePromise<CoreConfig>({ type: "get_config" });
      if (config.recovery_mode) {
        throw new Refusal(
          `Home Assistant started in recovery mode; its log is ${instance.logFile}`,
        );
      }
      if (config.state === "RUNNING") return connection;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      connection?.close();
      connection = undefined;
    }
    await sleep(250);
  }
  connection?.close();
  throw new Refusal(`Home Assistant was not up after ${seconds} s; its log is ${instance.logFile}`);
}

export interface Snapshot extends Record<string, unknown> {
  phase: string;
  state: string;
  score: number | null;
  checked_at: string | null;
}

/** Return the first snapshot that is ready. */
export async function readySnapshot(connection: Connection, seconds: number): Promise<Snapshot> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const snapshot = await snapshotNow(connection).catch(() => null);
    if (snapshot?.phase === "ready") return snapshot;
    await sleep(250);
  }
  throw new Refusal(`The posture was not ready after ${seconds} s.`);
}

/** Return the snapshot of this moment. */
export function snapshotNow(connection: Connection): Promise<Snapshot> {
  return new Promise((resolve, reject) => {
    const subscribed = connection.subscribeMessage<Snapshot>(
      (snapshot) => {
        resolve(snapshot);
        void subscribed.then((unsubscribe) => unsubscribe()).catch(() => undefined);
      },
      { type: "security_posture/subscribe" },
      { resubscribe: false },
    );
    subscribed.catch(reject);
  });
}
