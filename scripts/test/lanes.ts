/** Run stages: lanes run in parallel, the stages of a lane one after the other. */
import { log } from "../setup/cli.js";
import { runStage, stopStages, type Counts, type Stage } from "./stage.js";

export type Lane = Stage[];

/**
 * Run all stages. The output of a stage is printed when it has finished; the last line is
 * "N passed, N failed" in total. Return the exit code.
 */
export async function runLanes(lanes: Lane[], env: NodeJS.ProcessEnv): Promise<number> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      stopStages();
      process.exit(130);
    });
  }
  const total: Counts = { passed: 0, failed: 0 };
  const times: string[] = [];
  const runLane = async (lane: Lane): Promise<void> => {
    for (const stage of lane) {
      log(`... ${stage.name}`);
      const { passed, failed, output, seconds } = await runStage(stage, env);
      const result = `${passed} passed, ${failed} failed in ${seconds.toFixed(0)} s`;
      log(`\n=== ${stage.name}: ${result}\n${output}`);
      times.push(`${seconds.toFixed(0).padStart(5)} s  ${stage.name}${failed ? ": FAILED" : ""}`);
      total.passed += passed;
      total.failed += failed;
    }
  };
  await Promise.all(lanes.map(runLane));
  log(`=== times\n${times.join("\n")}`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed ? 1 : 0;
}
