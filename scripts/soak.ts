/** `npm run soak`: long-running tests: repeated restarts with an open page, more Hypothesis examples. */
import { runMain } from "./setup/cli.js";
import { runLanes } from "./test/lanes.js";
import { prepare } from "./test/programs.js";
import { soakLanes } from "./test/stages.js";

await runMain(async () => {
  const { programs, env } = await prepare();
  return runLanes(soakLanes(programs), env);
});
