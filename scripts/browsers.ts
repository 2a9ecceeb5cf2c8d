/**
 * `npm run browsers [-- NAME...]`: the card in other browsers, on a real Home Assistant. It installs no
 * browser but the old ones, which are unpacked into the tools folder; `--if-present` leaves out what is missing.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { NAMES, find } from "../test/browsers/installed.js";
import { PICTURES, RESULTS, type Result } from "../test/browsers/results.js";
import { UserError, log, runMain } from "./setup/cli.js";
import { buildCard } from "./setup/card.js";
import { python } from "./setup/environments.js";
import { ROOT } from "./setup/paths.js";

const TESTS = join(ROOT, "test", "browsers");

await runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { "if-present": { type: "boolean" } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !NAMES.includes(name));
  if (unknown)
    throw new UserError(`Unknown browser "${unknown}". Browsers: ${NAMES.join(", ")}.`, 2);
  const found = await find(positionals);
  const missing = [...found.values()].filter((browser) => typeof browser === "string");
  for (const why of missing) log(why);
  if (missing.length && !values["if-present"]) return 1;
  if (missing.length === found.size) return 0;
  await python("homeassistant");
  await buildCard();
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  const files = readdirSync(TESTS).filter((name) => name.endsWith(".test.ts"));
  const { status } = spawnSync(
    process.execPath,
    [
      ...["--import", "tsx", "--test", "--test-reporter=spec", "--test-concurrency=1"],
      ...files.map((name) => join(TESTS, name)),
    ],
    { cwd: ROOT, stdio: "inherit", env: { ...process.env, BROWSERS: positionals.join(",") } },
  );
  report();
  return status ?? 1;
});
// Open handles of the libraries would keep the process alive.
process.exit();

/** Print which browsers were run, and for how long; keep it beside the pictures. */
function report(): void {
  if (!existsSync(RESULTS)) return;
  const rows = readFileSync(RESULTS, "utf8").trim().split("\n");
  const table = rows.map((row) => {
    const { version, passed, failed, seconds } = JSON.parse(row) as Result;
    return `| ${version} | ${passed} | ${failed} | ${seconds} s |`;
  });
  const text = ["| browser | passed | failed | time |", "|---|---|---|---|", ...table].join("\n");
  writeFileSync(join(PICTURES, "browsers.md"), `${text}\n`);
  log(`\n${text}\nPictures: ${PICTURES}`);
}
