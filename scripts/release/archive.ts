/** The archive that HACS and the Marketplace install. The same commit always gives the same bytes. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync, type Zippable } from "fflate";
import type { Card } from "./card.js";
import { FOLDER, sourceFiles } from "./listing.js";
import { NOTICES, notices } from "./notices.js";

/** The name that hacs.json states. */
export const ARCHIVE = "security_posture.zip";

/** An archive stores local time: read it as local time as well. */
const DATE = new Date("2020-01-01T00:00:00");

/** Return the content of every file of the archive, by name, sorted. */
export function archiveFiles(root: string, version: string, card: Card): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>(card.files);
  for (const name of sourceFiles(root)) {
    const content = readFileSync(join(root, FOLDER, name));
    files.set(name, name === "manifest.json" ? withVersion(content, version) : content);
  }
  files.set("LICENSE", readFileSync(join(root, "LICENSE")));
  files.set(NOTICES, Buffer.from(notices(card.packages)));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function pack(files: Map<string, Uint8Array>): Uint8Array {
  const archive: Zippable = {};
  for (const [name, content] of files) archive[name] = [content, { mtime: DATE, level: 9 }];
  return zipSync(archive);
}

export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function withVersion(manifest: Buffer, version: string): Buffer {
  const stated = JSON.parse(manifest.toString()) as Record<string, unknown>;
  return Buffer.from(`${JSON.stringify({ ...stated, version }, null, 2)}\n`);
}
