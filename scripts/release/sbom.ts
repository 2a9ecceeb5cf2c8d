/** The software bill of materials: what is in the archive, as CycloneDX 1.6 in JSON. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readPublication } from "../docs/publication.js";
import { UserError } from "../setup/cli.js";
import { ARCHIVE, sha256 } from "./archive.js";
import type { Package } from "./card.js";
import type { Commit } from "./git.js";

export const SBOM = "security_posture.cdx.json";

interface Release {
  version: string;
  archive: Uint8Array;
  packages: Package[];
  commit: Commit;
}

/** Return the document; it depends on the commit and the version only. */
export function sbom(root: string, { version, archive, packages, commit }: Release): object {
  const { repository } = readPublication(root);
  const own = `pkg:github/${repository}@v${version}`;
  const digest = sha256(archive);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(digest)}`,
    version: 1,
    metadata: {
      timestamp: commit.date,
      lifecycles: [{ phase: "build" }],
      component: {
        type: "application",
        "bom-ref": own,
        name: "security_posture",
        version,
        description: "Custom integration for Home Assistant with its dashboard card",
        hashes: [{ alg: "SHA-256", content: digest }],
        licenses: [{ license: { id: "Apache-2.0" } }],
        purl: own,
        externalReferences: [{ type: "vcs", url: `https://github.com/${repository}` }],
        properties: [
          { name: "security_posture:archive", value: ARCHIVE },
          { name: "security_posture:commit", value: commit.id },
        ],
      },
    },
    components: packages.map((each) => component(each, lockedHash(root, each))),
    dependencies: [
      { ref: own, dependsOn: packages.map(purl) },
      ...packages.map((each) => ({
        ref: purl(each),
        dependsOn: packages.filter(({ name }) => each.dependencies.includes(name)).map(purl),
      })),
    ],
    // Every module of the bundle was examined, so the list of components is complete.
    compositions: [{ aggregate: "complete", assemblies: [own], dependencies: packages.map(purl) }],
  };
}

function component(each: Package, sha512: string): object {
  const [name, group] = each.name.split("/").reverse();
  return {
    type: "library",
    "bom-ref": purl(each),
    ...(group ? { group } : {}),
    name,
    version: each.version,
    scope: "required",
    hashes: [{ alg: "SHA-512", content: sha512 }],
    licenses: [{ license: { id: each.license } }],
    purl: purl(each),
  };
}

/** Return the package URL. */
export function purl({ name, version }: Pick<Package, "name" | "version">): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** Return the checksum of the package's own archive in the lock file, in hexadecimal. */
function lockedHash(root: string, { name, version }: Package): string {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string; integrity?: string }>;
  };
  const locked = lock.packages[`node_modules/${name}`];
  const [algorithm, value] = locked?.integrity?.split("-") ?? [];
  if (locked?.version !== version || algorithm !== "sha512" || !value)
    throw new UserError(`${name} ${version} is not the package in package-lock.json: run npm ci.`);
  return Buffer.from(value, "base64").toString("hex");
}

/** Return a UUID (RFC 9562, version 8: of our own making) for a checksum. */
function uuidOf(text: string): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
