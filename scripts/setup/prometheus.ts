/**
 * Find Prometheus for the test of docs/fleet: on PATH, else unpack Debian's package into the tools
 * folder. Nothing is installed, no service is started, and root is not needed.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { run, onPath } from "./command.js";
import { TOOLS } from "./paths.js";
import { log } from "./cli.js";

/** The paths of the server and of promtool, which validates its files. */
export interface PrometheusPrograms {
  server: string;
  promtool: string;
}

const PREFIX = join(TOOLS, "prometheus");
const BIN = join("usr", "bin");
const STAGING = join(TOOLS, "prometheus-apt");
/** In newer Debian releases promtool is a separate package. */
const PACKAGES = ["prometheus", "promtool"];
const MISSING =
  "Prometheus was not found; install it (Debian: apt install prometheus) or set PROMETHEUS_PATH.";

/** Return the programs, or a message if they were not found. */
export async function findPrometheus(): Promise<PrometheusPrograms | string> {
  const named = process.env.PROMETHEUS_PATH;
  if (named) {
    return (
      pair(dirname(named)) ?? `PROMETHEUS_PATH must be a prometheus next to promtool: ${named}`
    );
  }
  const installed = onPath("prometheus");
  const found = installed && pair(dirname(installed));
  return found || (await debianPrometheus());
}

/** Return both programs if the folder has them. */
function pair(folder: string): PrometheusPrograms | undefined {
  const [server, promtool] = [join(folder, "prometheus"), join(folder, "promtool")];
  return existsSync(server) && existsSync(promtool) ? { server, promtool } : undefined;
}

/** Return the programs in the tools folder; download them if they are missing. */
async function debianPrometheus(): Promise<PrometheusPrograms | string> {
  const folder = join(PREFIX, BIN);
  if (!existsSync(PREFIX) && onPath("apt-get") && onPath("dpkg")) {
    log("Downloading Prometheus from Debian into the tools folder…");
    rmSync(STAGING, { recursive: true, force: true });
    const unpacked = join(STAGING, "root", BIN);
    for (const name of PACKAGES) if (!pair(unpacked)) await unpack(name);
    const programs = pair(unpacked);
    if (programs && (await run(programs.server, ["--version"])).code === 0) {
      mkdirSync(join(STAGING, "complete", "usr"), { recursive: true });
      renameSync(unpacked, join(STAGING, "complete", BIN));
      // Renamed last: an existing prefix is always complete.
      renameSync(join(STAGING, "complete"), PREFIX);
    }
    rmSync(STAGING, { recursive: true, force: true });
  }
  return pair(folder) ?? MISSING;
}

async function unpack(name: string): Promise<void> {
  const folder = join(STAGING, name);
  mkdirSync(folder, { recursive: true });
  await download(name, folder);
  for (const archive of readdirSync(folder)) {
    await run("dpkg", ["-x", join(folder, archive), join(STAGING, "root")]);
  }
}

/** Download a package into a folder, with the system's package lists or else with new ones. */
async function download(name: string, cwd: string): Promise<void> {
  const fetch = ["-qq", "download", name];
  if ((await run("apt-get", fetch, { cwd })).code === 0) return;
  const lists = join(STAGING, "lists");
  mkdirSync(join(lists, "partial"), { recursive: true });
  const settings = {
    "Dir::State::Lists": lists,
    "Dir::Cache::pkgcache": "",
    "Dir::Cache::srcpkgcache": "",
    "APT::Sandbox::User": "root",
    "Debug::NoLocking": "1",
  };
  const own = Object.entries(settings).flatMap(([key, value]) => ["-o", `${key}=${value}`]);
  await run("apt-get", [...own, "-qq", "update"]);
  await run("apt-get", [...own, ...fetch], { cwd });
}
