/**
 * Run the stand-in alone: `node --import tsx scripts/demo/supervisor/main.ts [machine] [behaviour]`
 * prints its address and token. It ends with its standard input.
 */
import { BEHAVIOURS, type BehaviourName } from "./behaviours.js";
import { MACHINES, type MachineName } from "./machines.js";
import { Supervisor } from "./server.js";

const [machine = "typical", behaviour = "ready"] = process.argv.slice(2);
if (!(machine in MACHINES) || !(behaviour in BEHAVIOURS)) {
  throw new Error(`Use one of ${Object.keys(MACHINES)} and one of ${Object.keys(BEHAVIOURS)}.`);
}
const instanceId = "0".repeat(32);
const supervisor = await Supervisor.start(MACHINES[machine as MachineName](instanceId), "");
await supervisor.behave(behaviour as BehaviourName);
const { address, token } = supervisor;
process.stdout.write(`${JSON.stringify({ address, token })}\n`);
process.stdin.resume().on("end", () => process.exit());
