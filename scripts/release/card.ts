/** Build the card in memory, and say which packages are in it. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { rollup, type OutputOptions, type RollupOptions } from "rollup";
import { UserError } from "../setup/cli.js";
import { FOLDER } from "./listing.js";

export interface Package {
  name: string;
  version: string;
  /** SPDX identifier. */
  license: string;
  /** The text of the package's licence file. */
  licenseText: string;
  /** The names of the packages it needs. */
  dependencies: string[];
}

export interface Card {
  /** The content of the built files, by their path relative to the integration. */
  files: Map<string, Uint8Array>;
  packages: Package[];
}

type Config = RollupOptions & { output: OutputOptions & { file: string } };

/** Build the card of a version; the working directory is the root of the checkout. */
export async function bundleCard(version: string): Promise<Card> {
  process.env.CARD_VERSION = version;
  const url = new URL("../../rollup.config.mjs", import.meta.url).href;
  const { default: configs } = (await import(url)) as { default: Config | Config[] };
  const files = new Map<string, Uint8Array>();
  const packages = new Map<string, Package>();
  for (const config of [configs].flat()) {
    const bundle = await rollup({ ...config, onLog: stopOnWarning });
    const { output } = await bundle.generate(config.output);
    await bundle.close();
    for (const file of output) {
      if (file.type !== "chunk") throw new UserError(`The card's build made ${file.fileName}.`);
      const folder = posix.relative(FOLDER, posix.dirname(config.output.file));
      files.set(posix.join(folder, file.fileName), Buffer.from(file.code));
      for (const found of packagesOf(Object.keys(file.modules))) packages.set(found.name, found);
    }
  }
  return { files, packages: [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function stopOnWarning(level: string, { message }: { message: string }): void {
  if (level === "warn") throw new UserError(`The card was not built: ${message}`);
}

/** Return the packages that modules of a bundle belong to. */
function packagesOf(modules: string[]): Package[] {
  return modules.flatMap((id) => {
    // Helpers that a plugin makes up have no file, and therefore no known licence.
    if (id.startsWith("\0")) throw new UserError(`The licence of the module ${id} is not known.`);
    return id.includes("/node_modules/") ? [packageOf(id)] : [];
  });
}

function packageOf(module: string): Package {
  let folder = dirname(module);
  // A package.json without a name only sets the type of the modules of a folder.
  while (!nameIn(folder)) folder = dirname(folder);
  const { name, version, license, dependencies } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Omit<Package, "dependencies"> & { dependencies?: Record<string, string> };
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"].find((each) =>
    existsSync(join(folder, each)),
  );
  if (!license || !file) throw new UserError(`The package ${name} states no licence.`);
  const licenseText = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
  return { name, version, license, licenseText, dependencies: Object.keys(dependencies ?? {}) };
}

function nameIn(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name;
}
