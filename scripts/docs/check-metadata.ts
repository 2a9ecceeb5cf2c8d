/** What the checks are, asked of the checks themselves. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { python } from "../setup/environments.js";
import { INTEGRATION, ROOT } from "../setup/paths.js";

export interface CheckMetadata {
  id: string;
  area: string;
  /** The worst it can be, by who can reach the instance. */
  internet: string;
  local: string;
  cause: string | null;
  /** Where to fix it: a page of Home Assistant, or of its documentation. */
  path: string | null;
  docs: string | null;
  question: string;
  sources: string[];
}

export interface Metadata {
  checks: CheckMetadata[];
  /** What each source reads, in one line. */
  sources: Record<string, string>;
}

export interface Translations {
  areas: Record<string, string>;
  severities: Record<string, string>;
  checks: Record<string, Record<string, string>>;
}

const PROGRAM = join(ROOT, "scripts", "docs", "check_metadata.py");
const LARGEST = 4 * 1024 * 1024;

export async function readMetadata(): Promise<Metadata> {
  const interpreter = await python("test");
  const { stdout } = await promisify(execFile)(interpreter, ["-I", PROGRAM, INTEGRATION], {
    maxBuffer: LARGEST,
  });
  return JSON.parse(stdout) as Metadata;
}

export function readTranslations(): Translations {
  const path = join(INTEGRATION, "translations", "en.json");
  return (JSON.parse(readFileSync(path, "utf8")) as { config_panel: Translations }).config_panel;
}
