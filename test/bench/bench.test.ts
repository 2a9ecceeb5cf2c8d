/** A short run of the bench: the card must meet every limit, and a careless card none. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildCard } from "../../scripts/setup/card.js";
import { CARD } from "../../scripts/setup/paths.js";
import { table, type Measurement } from "./measurement.js";
import { measureAll } from "./measure-all.js";
import type { Extent } from "./measures.js";

const CARELESS = fileURLToPath(new URL("careless-card.ts", import.meta.url));
const SMALL: Extent = {
  sets: 2_000,
  rounds: 15,
  // The browser slows down by pausing, which other programs on a busy machine distort.
  slowdowns: [],
  paints: 2,
  minutes: 5,
  checks: 20,
  soak: { parts: 3, sets: 1_500, pushes: 300, reconnects: 6 },
};
/** Controls that every card passes: they show that the bench counts renders. */
const CONTROLS = ["renders: naive card, for comparison", "soak: renders"];

describe("the bench", { timeout: 900_000 }, () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "bench-"))));
  after(() => rmSync(folder, { recursive: true }));

  it("finds that the card meets every limit", async () => {
    await buildCard();
    const measurements = await measureAll(CARD, SMALL);
    assert.deepEqual(names(measurements, true), [], table(measurements));
  });

  it("finds that a careless card exceeds every limit", async () => {
    const card = join(folder, "card.js");
    await build({ entryPoints: [CARELESS], outfile: card, bundle: true, format: "esm" });
    appendFileSync(card, `\n// ${randomBytes(40_000).toString("base64")}\n`);
    const measurements = await measureAll(card, SMALL);
    assert.deepEqual(names(measurements, false), CONTROLS, table(measurements));
    assert.ok(names(measurements, true).length > 30, table(measurements));
  });
});

/** Return the names of the measurements that exceed, or meet, their limit. */
function names(measurements: Measurement[], exceeded: boolean): string[] {
  return measurements
    .filter(({ limit, isExceeded }) => limit && isExceeded === exceeded)
    .map(({ name }) => name);
}
