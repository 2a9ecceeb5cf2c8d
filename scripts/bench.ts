/**
 * `npm run bench`: measure the built card in a browser; fails when a limit is exceeded. With
 * `--backend`, measure the backend instead; of that, only the copy has limits.
 */
import { measureCopy, measureEvaluate, measureStalls } from "../test/bench/backend.js";
import { table, type Measurement } from "../test/bench/measurement.js";
import { measureAll } from "../test/bench/measure-all.js";
import { FULL } from "../test/bench/measures.js";
import { buildCard } from "./setup/card.js";
import { CARD } from "./setup/paths.js";
import { runMain, log } from "./setup/cli.js";

await runMain(async () => {
  await buildCard();
  const measurements = process.argv.includes("--backend")
    ? await measureBackend()
    : await measureAll(CARD, FULL, log);
  const exceeded = measurements.filter(({ isExceeded }) => isExceeded);
  process.stdout.write(`${table(measurements)}\n\n`);
  process.stdout.write(
    `${exceeded.length || "No"} limit${exceeded.length === 1 ? "" : "s"} exceeded\n`,
  );
  return exceeded.length ? 1 : 0;
});

async function measureBackend(): Promise<Measurement[]> {
  return [...(await measureEvaluate()), ...(await measureCopy()), ...(await measureStalls())];
}
