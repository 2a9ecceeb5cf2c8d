/** `npm run install-test [-- ARCHIVE]`: the real Marketplace, and HACS's validation, on an archive. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ARCHIVE } from "./release/archive.js";
import { findBrowser } from "./setup/browser.js";
import { UserError, log, runMain } from "./setup/cli.js";
import { runOrThrow } from "./setup/command.js";
import { python } from "./setup/environments.js";
import { ROOT } from "./setup/paths.js";

/** The version of the archive that is made if none is given. */
const TRIAL = "1.0.0";
const TESTS = join(ROOT, "test", "install");

await runMain(async () => {
  const [given] = process.argv.slice(2);
  if (given && !existsSync(given)) throw new UserError(`${given} does not exist.`, 2);
  const browser = findBrowser();
  await python("homeassistant");
  const folder = mkdtempSync(join(tmpdir(), "install-test-"));
  try {
    const archive = given ? resolve(given) : await trialArchive(folder);
    const { HACS_SOURCE: source } = process.env;
    if (!source) log("HACS_SOURCE is not set, so HACS's own validation is left out.");
    const files = readdirSync(TESTS).filter((name) => name.endsWith(".test.ts"));
    const { status } = spawnSync(
      process.execPath,
      [
        ...["--import", "tsx", "--test", "--test-reporter=spec", "--test-concurrency=1"],
        ...files.map((name) => join(TESTS, name)),
      ],
      {
        cwd: ROOT,
        stdio: "inherit",
        env: {
          ...process.env,
          CHROME_PATH: browser,
          INSTALL_ARCHIVE: archive,
          ...(source ? { HACS_SOURCE: resolve(source) } : {}),
        },
      },
    );
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function trialArchive(folder: string): Promise<string> {
  log("Making the archive…");
  const script = ["--import", "tsx", join(ROOT, "scripts", "release.ts")];
  const args = [...script, TRIAL, "--trial", "--out", folder];
  await runOrThrow("The release", process.execPath, args, { cwd: ROOT });
  return join(folder, ARCHIVE);
}
