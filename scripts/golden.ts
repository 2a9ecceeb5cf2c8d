/** `npm run golden`: regenerate the golden reports; the diff shows what changed. */
import { runOrThrow } from "./setup/command.js";
import { python } from "./setup/environments.js";
import { ROOT } from "./setup/paths.js";
import { runMain, log } from "./setup/cli.js";

await runMain(async () => {
  const args = ["-m", "pytest", "test/python/pure/posture/test_golden.py"];
  const env = { ...process.env, GOLDEN: "write" };
  await runOrThrow("Writing the golden reports", await python("test"), args, { cwd: ROOT, env });
  log("test/fixtures/ has been written. Review the diff before you commit it.");
  return 0;
});
