/** Read the metadata of all checks. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { python } from "../setup/environments.js";
import { INTEGRATION, ROOT } from "../setup/paths.js";

export interface CheckMetadata {
  id: string;
  area: string;
  /** The highest severity, by exposure of the instance. */
  internet: string;
  local: string;
  /** What the repair takes: "click", "setting", "yaml" or "elsewhere". */
  repair: string;
  cause: string | null;
  /** Where to fix it: a page in Home Assistant or in its documentation. */
  path: string | null;
  docs: string | null;
  question: string;
  sources: string[];
}

export interface Source {
  /** One line. */
  description: string;
  /** What is kept of it in memory, by kind. */
  data: { what: string; fields: { name: string; note: string }[] }[];
}

/** One step of an attacker from a position to another. */
export interface WayStep {
  id: string;
  from: string;
  to: string;
  sureness: string;
  checks: string[];
  facts: string[];
  after: string[];
  pretended: boolean;
}

export interface Metadata {
  checks: CheckMetadata[];
  sources: Record<string, Source>;
  ways: {
    positions: string[];
    steps: WayStep[];
    /** Why a check opens no step, by its id. */
    opens_nothing: Record<string, string>;
  };
}

export interface Translations {
  areas: Record<string, string>;
  severities: Record<string, string>;
  checks: Record<string, Record<string, string>>;
  ways: Record<"positions" | "steps" | "facts" | "open" | "opens_nothing", Record<string, string>>;
}

const PROGRAM = join(ROOT, "scripts", "docs", "check_metadata.py");
const MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

export async function readMetadata(): Promise<Metadata> {
  const interpreter = await python("test");
  const { stdout } = await promisify(execFile)(interpreter, ["-I", PROGRAM, INTEGRATION], {
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return JSON.parse(stdout) as Metadata;
}

export function readTranslations(): Translations {
  const path = join(INTEGRATION, "translations", "en.json");
  return (JSON.parse(readFileSync(path, "utf8")) as { config_panel: Translations }).config_panel;
}
