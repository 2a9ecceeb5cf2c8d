/** `npm run soak`: many restarts under an open page, many examples of every property. */
import { runMain } from "./setup/cli.js";
import { runLanes } from "./test/lanes.js";
import { prepare } from "./test/programs.js";
import { soakLanes } from "./test/stages.js";

await runMain(async () => {
  const { programs, env } = await prepare();
  return runLanes(soakLanes(programs), env);
});
