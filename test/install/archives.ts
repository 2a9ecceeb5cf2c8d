/** The archive that is tested, and an older one made from it. */
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { pack } from "../../scripts/release/archive.js";

export interface Tested {
  version: string;
  tag: string;
  bytes: Uint8Array;
  files: Map<string, Uint8Array>;
}

const CARD = "card/security-posture-card.js";
const MANIFEST = "manifest.json";
/** Older than every release. */
const OLD = "0.0.0";

/** Return the archive that `npm run install-test` names. */
export function testedArchive(): Tested {
  const path = process.env.INSTALL_ARCHIVE;
  if (!path) throw new Error("Run npm run install-test: it makes the archive.");
  return describeArchive(readFileSync(path));
}

/** Return the same with another version and another card. */
export function olderArchive({ files, version }: Tested): Tested {
  const older = new Map(files);
  const text = (name: string): string => Buffer.from(older.get(name) ?? []).toString();
  const manifest = JSON.parse(text(MANIFEST)) as object;
  older.set(MANIFEST, Buffer.from(JSON.stringify({ ...manifest, version: OLD })));
  older.set(CARD, Buffer.from(text(CARD).replace(version, OLD)));
  // A file that the newer version no longer has.
  older.set("retired.py", Buffer.from('"""Nothing."""\n'));
  return describeArchive(pack(older));
}

function describeArchive(bytes: Uint8Array): Tested {
  const files = new Map(Object.entries(unzipSync(bytes)));
  const manifest = Buffer.from(files.get(MANIFEST) ?? []).toString();
  const { version } = JSON.parse(manifest) as { version: string };
  return { version, tag: `v${version}`, bytes, files };
}
