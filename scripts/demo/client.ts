/** The demo's websocket connection to Home Assistant, as an administrator. */
import {
  createConnection,
  createLongLivedTokenAuth,
  type Connection,
} from "home-assistant-js-websocket";
import WebSocket from "ws";
import { UserError } from "../setup/cli.js";
import type { HomeAssistant } from "./home-assistant.js";
import type { Deadline } from "./deadline.js";

/** Accept every certificate: the scenarios include expired and untrusted ones. */
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

/** Connect, and return the connection as soon as Home Assistant has started. */
export async function connect(
  instance: HomeAssistant,
  url: string,
  token: string,
  deadline: Deadline,
): Promise<Connection> {
  let connection: Connection | undefined;
  const isRunning = async (): Promise<boolean> => {
    connection ??= await createConnection({ auth: createLongLivedTokenAuth(url, token) });
    const config = await connection.sendMessagePromise<CoreConfig>({ type: "get_config" });
    if (config.recovery_mode) {
      throw new UserError(
        `Home Assistant started in recovery mode. See its log: ${instance.logFile}`,
      );
    }
    return config.state === "RUNNING";
  };
  return deadline.waitUntil(
    `Home Assistant did not start; see its log: ${instance.logFile}`,
    async () => {
      instance.assertAlive();
      try {
        return (await isRunning()) ? connection : undefined;
      } catch (error) {
        if (error instanceof UserError) throw error;
        connection?.close();
        connection = undefined;
        return undefined;
      }
    },
  );
}

export interface Snapshot extends Record<string, unknown> {
  phase: string;
  state: string;
  score: number | null;
  checked_at: string | null;
}

/** Return the first snapshot in phase "ready". */
export function readySnapshot(connection: Connection, deadline: Deadline): Promise<Snapshot> {
  return deadline.waitUntil("the first check did not finish", async () => {
    const snapshot = await snapshotNow(connection).catch(() => undefined);
    return snapshot?.phase === "ready" ? snapshot : undefined;
  });
}

/** Return the current snapshot. */
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
