/** Use the machine of a Home Assistant OS in a test. */
import assert from "node:assert/strict";
import { Deadline } from "../../../scripts/demo/deadline.js";
import type { Snapshot } from "../../../scripts/demo/client.js";
import type { Instance } from "../../../scripts/demo/instance.js";
import type { Supervisor } from "../../../scripts/demo/supervisor/server.js";
import type { Home } from "../home.js";

const TIMEOUT_SECONDS = 180;

export function supervisorOf({ instance }: Home): Supervisor {
  assert.ok(instance.supervisor);
  return instance.supervisor;
}

/** Make a request to the Supervisor through Home Assistant, as its pages of an app do. */
export function ask(
  { connection }: Instance,
  endpoint: string,
  data: object,
  method = "post",
): Promise<unknown> {
  return connection.sendMessagePromise({ type: "supervisor/api", endpoint, method, data });
}

/** Run all checks. The time limit for the start may be over: a Supervisor can be slow. */
export function check({ instance }: Home): Promise<Snapshot> {
  return instance.snapshot(deadline());
}

/** Restart Home Assistant, and wait until it answers again. */
export async function restart({ connection, homeAssistant }: Instance): Promise<void> {
  const back = new Promise<void>((resolve) => {
    const listener = (): void => {
      connection.removeEventListener("ready", listener);
      resolve();
    };
    connection.addEventListener("ready", listener);
  });
  await homeAssistant.restart();
  await back;
  await eventually("it did not start", async () => {
    const { state } = await connection.sendMessagePromise<{ state: string }>({
      type: "get_config",
    });
    return state === "RUNNING" || undefined;
  });
}

/** Poll until there is a result. */
export function eventually<T>(failure: string, poll: () => Promise<T | undefined>): Promise<T> {
  return deadline().waitUntil(failure, poll);
}

function deadline(): Deadline {
  return new Deadline(TIMEOUT_SECONDS, new AbortController().signal);
}
