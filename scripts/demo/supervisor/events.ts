/**
 * The Supervisor's connection to Home Assistant: a websocket over the Unix socket that Home
 * Assistant opens for it, which needs no token.
 */
import { once } from "node:events";
import { existsSync } from "node:fs";
import WebSocket from "ws";

export type SupervisorEvent = { event: string } & Record<string, unknown>;

/** Send an event; resolve when Home Assistant has taken it. */
export async function sendEvent(socket: string, data: SupervisorEvent): Promise<void> {
  if (!existsSync(socket)) return;
  const connection = new WebSocket(`ws+unix://${socket}:/api/websocket`);
  try {
    const [greeting] = (await once(connection, "message")) as [Buffer];
    const { type } = JSON.parse(greeting.toString()) as { type: string };
    if (type !== "auth_ok") throw new Error(`Home Assistant answered ${type}.`);
    connection.send(JSON.stringify({ id: 1, type: "supervisor/event", data }));
    await once(connection, "message");
  } finally {
    connection.terminate();
  }
}
