/** Start the stand-in for a scenario. */
import { join } from "node:path";
import type { Connection } from "home-assistant-js-websocket";
import { identifier } from "../accounts.js";
import type { Deadline } from "../deadline.js";
import type { TemporaryFolder } from "../temporary-folder.js";
import { BEHAVIOURS, type BehaviourName } from "./behaviours.js";
import { MACHINES, type MachineName } from "./machines.js";
import { seedMachine } from "./seed.js";
import { Supervisor } from "./server.js";

export interface StartedSupervisor {
  supervisor: Supervisor;
  /** Do what needs a running Home Assistant. */
  finish(connection: Connection, deadline: Deadline): Promise<void>;
}

interface State {
  entity_id: string;
  attributes: { title?: string };
}

export async function startSupervisor(
  temporary: TemporaryFolder,
  machineName: MachineName,
  behaviour: BehaviourName,
): Promise<StartedSupervisor> {
  const instanceId = identifier();
  const machine = MACHINES[machineName](instanceId);
  seedMachine(temporary.config, instanceId, machine);
  const supervisor = await Supervisor.start(machine, join(temporary.path, "core.sock"));
  temporary.onCleanUp(() => supervisor.close());
  if (!BEHAVIOURS[behaviour].late) await supervisor.behave(behaviour);
  return {
    supervisor,
    async finish(connection, deadline) {
      for (const title of machine.skipped) await skipUpdate(connection, title, deadline);
      await supervisor.behave(behaviour);
    },
  };
}

/** Skip an update, as in its dialog. */
async function skipUpdate(
  connection: Connection,
  title: string,
  deadline: Deadline,
): Promise<void> {
  const failure = `there was no update of ${title}`;
  const entityId = await deadline.waitUntil(failure, async () => {
    const states = await connection.sendMessagePromise<State[]>({ type: "get_states" });
    return states.find((state) => state.attributes.title === title)?.entity_id;
  });
  await connection.sendMessagePromise({
    type: "call_service",
    domain: "update",
    service: "skip",
    target: { entity_id: entityId },
  });
}
