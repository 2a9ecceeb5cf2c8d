/**
 * `npm run demo:static`: write one HTML file with the card on recordings. `-- --record` first records all
 * scenarios again, from a real Home Assistant; `-- --record good bad` only those.
 */
import { parseArgs } from "node:util";
import { SCENARIOS } from "./demo/scenarios.js";
import { UserError, log, runMain } from "./setup/cli.js";
import { PAGE, buildPage } from "./static-demo/build.js";
import { record, type Name } from "./static-demo/record.js";

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { record: { type: "boolean" } },
    allowPositionals: true,
  });
  const all = Object.keys(SCENARIOS) as Name[];
  const wanted = all.filter((name) => !positionals.length || positionals.includes(name));
  if (!wanted.length || (positionals.length && !values.record)) {
    throw new UserError(`Usage: npm run demo:static [-- --record [${all.join("|")}]]`, 2);
  }
  if (values.record) await record(wanted);
  const bytes = await buildPage();
  log(`${PAGE}, ${Math.ceil(bytes / 1024)} kB. Open it in a browser.`);
  return 0;
});
// Open handles of the libraries would keep the process alive.
process.exit();
