/** Read and write Home Assistant's `.storage` files in the format of its `Store`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Stored<T> {
  version: number;
  minor_version: number;
  key: string;
  data: T;
}

/** Write a file. */
export function writeStore(
  config: string,
  key: string,
  data: object,
  version = 1,
  minorVersion = 1,
): void {
  const folder = join(config, ".storage");
  mkdirSync(folder, { recursive: true });
  const stored = { version, minor_version: minorVersion, key, data };
  writeFileSync(join(folder, key), JSON.stringify(stored, null, 2), { mode: 0o600 });
}

/** Change the data of a file; `empty` is the initial data if the file does not exist. */
export function updateStore<T extends object>(
  config: string,
  key: string,
  empty: T,
  edit: (data: T) => void,
  version = 1,
  minorVersion = 1,
): void {
  const path = join(config, ".storage", key);
  const stored: Stored<T> = existsSync(path)
    ? (JSON.parse(readFileSync(path, "utf8")) as Stored<T>)
    : { version, minor_version: minorVersion, key, data: empty };
  edit(stored.data);
  writeStore(config, key, stored.data, stored.version, stored.minor_version);
}
