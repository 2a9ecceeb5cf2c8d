/** Material Design Icons, from Home Assistant's own frontend. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/paths.js";

const ENTITIES = join(ROOT, "custom_components", "security_posture", "icons.json");

interface Part {
  /** The first name in the file, or what it begins with; the first file has none. */
  start?: string;
  file: string;
}

/** Return the paths of the icons that the card shows, by name; `frontend` is its folder. */
export function iconPaths(frontend: string): Record<string, string> {
  const folder = join(frontend, "static", "mdi");
  const { parts } = read<{ parts: Part[] }>(join(folder, "iconMetadata.json"));
  const { entity } = read<{ entity: Record<"binary_sensor", Record<string, { default: string }>> }>(
    ENTITIES,
  );
  const names = Object.values(entity.binary_sensor).map((icon) => icon.default.replace("mdi:", ""));
  return Object.fromEntries(
    names.map((name) => {
      const file = parts.filter(({ start }) => !start || name >= start).at(-1)?.file ?? "";
      const path = read<Record<string, string>>(join(folder, `${file}.json`))[name];
      if (!path) throw new Error(`Home Assistant has no icon ${name}.`);
      return [`mdi:${name}`, path];
    }),
  );
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(file, "utf8")) as T;
}
