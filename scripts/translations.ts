/** `npm run translations`: list the missing texts of each language; `--strict` fails if there are any. */
import { spawnSync } from "node:child_process";
import { python } from "./setup/environments.js";
import { ROOT } from "./setup/paths.js";
import { runMain } from "./setup/cli.js";

const REPORT = "test.python.pure.integration_files.translations_report";

await runMain(async () => {
  const args = ["-m", REPORT, ...process.argv.slice(2)];
  const { status } = spawnSync(await python("test"), args, { cwd: ROOT, stdio: "inherit" });
  return status ?? 1;
});
