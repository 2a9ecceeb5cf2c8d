/** `npm run release -- VERSION`: build the card and create the archive that HACS installs. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync, type Zippable } from "fflate";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const INTEGRATION = join(ROOT, "custom_components", "security_posture");
const ARCHIVE = join(ROOT, "dist", "security_posture.zip");
const CARD = join("card", "security-posture-card.js");
/** Served instead to browsers that accept gzip: all current ones. */
const PACKED = `${CARD}.gz`;

/** Versions that Home Assistant accepts for a custom integration: 1.2.3, 1.2.3b4, 1.2.3-rc.1. */
const VERSION = /^\d+\.\d+\.\d+(b\d+|-(alpha|beta|rc)\.\d+)?$/;
/** The file types of an integration; other files are not shipped. */
const SHIPPED = /\.(py|json|yaml|png|txt)$|^py\.typed$/;
/** A fixed date makes the archive reproducible. */
const EPOCH = new Date("2020-01-01T00:00:00");

/** Return the files to ship, as paths relative to the integration, sorted. */
function shippedFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) return entry.name.startsWith("__") ? [] : shippedFiles(path);
      const name = relative(INTEGRATION, path);
      return SHIPPED.test(entry.name) || name === CARD || name === PACKED ? [name] : [];
    })
    .sort();
}

/** Return the content of a file; the version is added to the manifest. */
function content(name: string, version: string): Uint8Array {
  const bytes = readFileSync(join(INTEGRATION, name));
  if (name !== "manifest.json") return bytes;
  const manifest = JSON.parse(bytes.toString()) as Record<string, unknown>;
  return Buffer.from(JSON.stringify({ ...manifest, version }, null, 2) + "\n");
}

function main(args: string[]): number {
  const [version] = args;
  if (args.length !== 1 || version === undefined || !VERSION.test(version)) {
    console.error("Specify one version, such as 1.2.3 or 1.3.0b1: npm run release -- 1.2.3");
    return 2;
  }
  // `npm test` built it, and must not have it written again under the tests that read it.
  if (!process.env.CARD_IS_BUILT)
    execFileSync("npm", ["run", "--silent", "build"], { cwd: ROOT, stdio: ["ignore", 2, 2] });
  const files = shippedFiles(INTEGRATION);
  if (!files.includes(CARD) || !files.includes(PACKED)) {
    console.error("The card has not been built. No archive was created.");
    return 1;
  }
  const archive: Zippable = {};
  for (const name of files) {
    archive[name.replaceAll("\\", "/")] = [content(name, version), { mtime: EPOCH, level: 9 }];
  }
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  writeFileSync(ARCHIVE, zipSync(archive));
  console.log(`${relative(ROOT, ARCHIVE)}: ${files.length} files, version ${version}`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
