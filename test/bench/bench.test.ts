/** The bench itself, in small: it lets our card pass, and a careless one fail in everything. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildCard } from "../../scripts/setup/card.js";
import { CARD } from "../../scripts/setup/paths.js";
import { table, type Figure } from "./figure.js";
import { measureAll } from "./measure-all.js";
import type { Extent } from "./measures.js";

const CARELESS = fileURLToPath(new URL("careless-card.ts", import.meta.url));
const SMALL: Extent = {
  sets: 2_000,
  rounds: 7,
  paints: 2,
  minutes: 5,
  checks: 20,
  soak: { parts: 3, sets: 1_500, pushes: 300, reconnects: 6 },
};
/** No card can break these: they show that the bench counts, and that the soak wears. */
const CONTROLS = ["renders: naive card, for comparison", "soak: renders"];

describe("the bench", { timeout: 900_000 }, () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "bench-"))));
  after(() => rmSync(folder, { recursive: true }));

  it("finds nothing against the card", async () => {
    await buildCard();
    const figures = await measureAll(CARD, SMALL);
    assert.deepEqual(names(figures, true), [], table(figures));
  });

  it("finds a careless card out in everything", async () => {
    const card = join(folder, "card.js");
    await build({ entryPoints: [CARELESS], outfile: card, bundle: true, format: "esm" });
    writeFileSync(`${card}.gz`, gzipSync(randomBytes(20_000)));
    const figures = await measureAll(card, SMALL);
    assert.deepEqual(names(figures, false), CONTROLS, table(figures));
    assert.ok(names(figures, true).length > 30, table(figures));
  });
});

/** Return the names of what has a bound, and broke it or kept it. */
function names(figures: Figure[], broke: boolean): string[] {
  return figures
    .filter(({ bound, isBroken }) => bound && isBroken === broke)
    .map(({ name }) => name);
}
