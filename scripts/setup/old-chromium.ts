/**
 * Download old versions of Chromium for a test: packages of the registry have them, unpacked here into
 * the tools folder. They are no dependencies of the project: nothing else uses them, and they are no
 * longer maintained.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { log } from "./cli.js";
import { run } from "./command.js";
import { TOOLS } from "./paths.js";

interface OldChromium {
  package: string;
  version: string;
  sha512: string;
}

/** By major version. 85 is the oldest that the card promises; 106 is the first with container queries. */
export const OLD_CHROMIUMS = {
  85: {
    package: "chrome-aws-lambda",
    version: "5.2.1",
    sha512:
      "str1ip6pTu9TvCcQyQ/zdYLfQk+ugVVlLf7Gus6peR4PA6Mn3hZBt/eHwgIp/FJ+nY/BIY1jiCYcxpuDjHZWuw==",
  },
  88: {
    package: "chrome-aws-lambda",
    version: "5.5.0",
    sha512:
      "nYSDzTsVEVsvIFaUUAUN53ulXBLKSRXFS+eVYZOLZD5SA1If59rqBAiy4raMgorQwXWqjSsjK1SF4As+qzPLqA==",
  },
  92: {
    package: "chrome-aws-lambda",
    version: "10.1.0",
    sha512:
      "NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==",
  },
  106: {
    package: "@sparticuz/chromium",
    version: "106.0.2",
    sha512:
      "YDbwmfyzLi2WqVjAONPjxlCxAfLPjx4TE7KdDNOyITDGx6KAktgpZ9qab77ZRU/6mmCwSdg+QO+OGQTXOEY/RA==",
  },
} satisfies Record<number, OldChromium>;

export type OldVersion = keyof typeof OLD_CHROMIUMS;
export const OLD_VERSIONS = Object.keys(OLD_CHROMIUMS).map(Number) as OldVersion[];

/** Return the path of the browser, or a message if it cannot be downloaded. */
export async function findOldChromium(major: OldVersion): Promise<{ path: string } | string> {
  const path = join(TOOLS, `chromium-${major}`, "chromium");
  if (process.platform !== "linux" || process.arch !== "x64")
    return `Chromium ${major} is to be had for Linux on x86-64 only.`;
  const problem = existsSync(path) ? undefined : await download(major, path);
  return problem ?? { path };
}

async function download(major: OldVersion, path: string): Promise<string | undefined> {
  const { package: name, version, sha512 } = OLD_CHROMIUMS[major];
  log(`Downloading Chromium ${major} into the tools folder…`);
  const staging = join(TOOLS, `chromium-${major}-download`);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    const packed = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
    const pack = ["pack", "--silent", "--ignore-scripts", `${name}@${version}`];
    if ((await run("npm", pack, { cwd: staging })).code !== 0)
      return `Chromium ${major} could not be downloaded from the package registry.`;
    const archive = readFileSync(join(staging, packed));
    if (createHash("sha512").update(archive).digest("base64") !== sha512)
      return `The package with Chromium ${major} is not the expected one.`;
    const member = "package/bin/chromium.br";
    if ((await run("tar", ["-xzf", packed, member], { cwd: staging })).code !== 0)
      return `The package with Chromium ${major} could not be unpacked.`;
    const program = brotliDecompressSync(readFileSync(join(staging, member)));
    writeFileSync(join(staging, "chromium"), program, { mode: 0o755 });
    mkdirSync(join(path, ".."), { recursive: true });
    renameSync(join(staging, "chromium"), path);
    return undefined;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
