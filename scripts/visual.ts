/**
 * `npm run test:visual`: compare pictures of the card with those in test/visual/references. `-- --update`
 * replaces these; further arguments select pictures by name.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Camera } from "../test/visual/camera.js";
import { compare } from "../test/visual/compare.js";
import { PICTURES, type Picture } from "../test/visual/pictures.js";
import { report, type Failure } from "../test/visual/report.js";
import { log, runMain } from "./setup/cli.js";
import { ROOT } from "./setup/paths.js";
import { buildPage } from "./static-demo/build.js";

const REFERENCES = join(ROOT, "test", "visual", "references");
const RESULTS = join(ROOT, "test-results", "visual");
/** Per channel, of 255. */
const TOLERANCE = 12;
/** A letter has more. */
const MAX_PIXELS = 20;

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
    if (values.update) return await update(camera, wanted);
    const failures = await check(camera, wanted);
    if (!positionals.length) failures.push(...leftOver());
    const page = join(RESULTS, "report.html");
    rmSync(page, { force: true });
    for (const { name, why } of failures) log(`${name}: ${why}`);
    if (failures.length) {
      writeFileSync(page, report(failures));
      log(`Before, after and the difference: ${page}`);
      log("Is it wanted? npm run test:visual -- --update");
    }
    const failed = failures.length;
    process.stdout.write(`\n${Math.max(0, wanted.length - failed)} passed, ${failed} failed\n`);
    return failed ? 1 : 0;
  } finally {
    await camera.close();
  }
});
// Open handles of the libraries would keep the process alive.
process.exit();

function reference(name: string): string {
  return join(REFERENCES, `${name}.png`);
}

async function update(camera: Camera, wanted: readonly Picture[]): Promise<number> {
  mkdirSync(REFERENCES, { recursive: true });
  let bytes = 0;
  for (const { name, hash } of wanted) {
    const picture = await camera.take(hash);
    writeFileSync(reference(name), picture);
    bytes += picture.length;
  }
  for (const { name } of leftOver()) rmSync(reference(name));
  log(`${wanted.length} pictures, ${Math.ceil(bytes / 1024)} kB. Look at them before you commit.`);
  return 0;
}

async function check(camera: Camera, wanted: readonly Picture[]): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (const { name, hash } of wanted) {
    const failure = await differs(camera, name, await camera.take(hash));
    if (failure) failures.push(failure);
  }
  for (const why of camera.problems) failures.push({ name: "page", why });
  return failures;
}

async function differs(camera: Camera, name: string, picture: Buffer): Promise<Failure | null> {
  const after = dataUrl(picture);
  if (!existsSync(reference(name))) return { name, why: "There is no reference.", after };
  const stored = readFileSync(reference(name));
  if (stored.equals(picture)) return null;
  const before = dataUrl(stored);
  const found = await camera.page.evaluate(compare, { before, after, tolerance: TOLERANCE });
  if (found.pixels <= MAX_PIXELS) return null;
  return { name, why: `${found.pixels} pixels differ.`, before, after, difference: found.picture };
}

/** Return the references without a picture. */
function leftOver(): Failure[] {
  const names = new Set(PICTURES.map(({ name }) => `${name}.png`));
  return readdirSync(REFERENCES)
    .filter((file) => !names.has(file))
    .map((file) => ({ name: file.replace(/\.png$/, ""), why: "There is no such picture." }));
}

function dataUrl(png: Buffer): string {
  return `data:image/png;base64,${png.toString("base64")}`;
}
