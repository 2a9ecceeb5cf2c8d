/**
 * `npm run test:visual`: compare pictures of the card with those in test/visual/references. `-- --update`
 * replaces these; further arguments select pictures by name.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Camera } from "../test/visual/camera.js";
import { PICTURES } from "../test/visual/pictures.js";
import { References } from "../test/visual/references.js";
import { report, type Failure } from "../test/visual/report.js";
import { log, runMain } from "./setup/cli.js";
import { ROOT } from "./setup/paths.js";
import { buildPage } from "./static-demo/build.js";

const RESULTS = join(ROOT, "test-results", "visual");
const REPORT = join(RESULTS, "report.html");

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { update: { type: "boolean" } },
    allowPositionals: true,
  });
  const wanted = PICTURES.filter(
    ({ name }) => !positionals.length || positionals.some((part) => name.includes(part)),
  );
  const file = join(RESULTS, "page.html");
  await buildPage(file);
  const camera = await Camera.open(file);
  try {
    const references = await References.open(camera);
    if (values.update) {
      const bytes = await references.update(wanted);
      log(
        `${wanted.length} pictures, ${Math.ceil(bytes / 1024)} kB. Look at them before you commit.`,
      );
      return 0;
    }
    return print(wanted.length, await references.check(wanted));
  } finally {
    await camera.close();
  }
});
// Open handles of the libraries would keep the process alive.
process.exit();

function print(pictures: number, failures: readonly Failure[]): number {
  rmSync(REPORT, { force: true });
  const failed = failures.length;
  for (const { name, why } of failures) log(`${name}: ${why}`);
  if (failed) {
    writeFileSync(REPORT, report(failures));
    log(`Before, after and the difference: ${REPORT}`);
    log("Is it wanted? npm run test:visual -- --update");
  }
  process.stdout.write(`\n${Math.max(0, pictures - failed)} passed, ${failed} failed\n`);
  return failed ? 1 : 0;
}
