/** `npm test`: run all tests; the last line is "N passed, N failed". */
import { parseArgs } from "node:util";
import { UserError, runMain } from "./setup/cli.js";
import { runLanes } from "./test/lanes.js";
import { prepare } from "./test/programs.js";
import { testLanes } from "./test/stages.js";

/** `--only PART` runs only the stages whose name contains PART. */
async function main(): Promise<number> {
  const { only = "" } = parseArgs({ options: { only: { type: "string" } } }).values;
  const { programs, env } = await prepare();
  const lanes = testLanes(programs).map((lane) => lane.filter(({ name }) => name.includes(only)));
  if (!lanes.flat().length) throw new UserError(`No stage has "${only}" in its name.`, 2);
  return runLanes(lanes, env);
}

await runMain(main);
