/** `npm run release -- VERSION`: make the files of a release in dist/. It publishes nothing. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ARCHIVE, archiveFiles, pack, sha256 } from "./release/archive.js";
import { bundleCard } from "./release/card.js";
import { head, uncommitted } from "./release/git.js";
import { NOTES, releaseNotes } from "./release/notes.js";
import { SBOM, sbom } from "./release/sbom.js";
import { checkVersion, isPrerelease } from "./release/version.js";
import { UserError, runMain } from "./setup/cli.js";
import { ROOT } from "./setup/paths.js";

const CHECKSUM = `${ARCHIVE}.sha256`;

/** `--trial`: uncommitted changes are included, and the changelog need not know the version. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { trial: { type: "boolean", default: false }, out: { type: "string" } },
    allowPositionals: true,
  });
  if (positionals.length > 1) throw new UserError("Specify one version.", 2);
  const version = checkVersion(positionals[0]);
  const folder = values.out ?? join(ROOT, "dist");
  // What an earlier run has left must not be taken for the result of this one.
  for (const name of [ARCHIVE, CHECKSUM, SBOM, NOTES]) rmSync(join(folder, name), { force: true });

  const changed = uncommitted(ROOT);
  const first = changed[0]?.slice(3); // after the status
  if (first && !values.trial) {
    throw new UserError(
      `There are uncommitted changes (${changed.length}, the first in ${first}). ` +
        "Commit them, or add --trial for an archive that is not released.",
    );
  }
  const notes = values.trial ? "" : releaseNotes(changelog(), version);
  const commit = head(ROOT);
  const card = await bundleCard(version);
  const files = archiveFiles(ROOT, version, card);
  const archive = pack(files);
  const digest = sha256(archive);
  const bill = sbom(ROOT, { version, archive, packages: card.packages, commit });

  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string | Uint8Array): void =>
    writeFileSync(join(folder, name), content);
  write(ARCHIVE, archive);
  write(CHECKSUM, `${digest}  ${ARCHIVE}\n`);
  write(SBOM, `${JSON.stringify(bill, null, 2)}\n`);
  if (notes) write(NOTES, notes);

  const kind = values.trial ? "trial, not for release" : isPrerelease(version) ? "pre-release" : "";
  const size = (archive.length / 1024).toFixed(0);
  print(`security_posture ${version}${kind && ` (${kind})`} of commit ${commit.id.slice(0, 12)}`);
  print(`  ${ARCHIVE}: ${files.size} files, ${size} KiB`);
  print(`  ${CHECKSUM}: ${digest}`);
  print(`  ${SBOM}: CycloneDX 1.6, ${card.packages.length} components:`);
  for (const each of card.packages) print(`    ${each.name} ${each.version}, ${each.license}`);
  if (notes) print(`  ${NOTES}: ${notes.split("\n").length - 1} lines`);
  return 0;
}

function changelog(): string {
  return readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runMain(main);
