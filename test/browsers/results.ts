/** Which browsers were tested, with what result; `npm run browsers` prints it. */
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/setup/paths.js";

/** Where the pictures are kept. */
export const PICTURES = join(ROOT, "test-results", "browsers");
/** One result per line, as JSON. */
export const RESULTS = join(PICTURES, "results.jsonl");

export interface Result {
  version: string;
  passed: number;
  failed: number;
  seconds: number;
}

export function record(result: Result): void {
  mkdirSync(PICTURES, { recursive: true });
  appendFileSync(RESULTS, `${JSON.stringify(result)}\n`);
}
