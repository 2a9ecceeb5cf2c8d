/** The stages of `npm test` and `npm run soak`. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { INTEGRATION, ROOT } from "../setup/paths.js";
import type { Lane } from "./lanes.js";
import type { Programs } from "./programs.js";
import type { Stage, Totals } from "./stage.js";

const PYTEST: Totals = {
  passed: /(\d+) passed.* in [\d.]+s/g,
  failed: /(\d+) failed.* in [\d.]+s/g,
};
const NODE: Totals = { passed: /^# pass (\d+)$/gm, failed: /^# fail (\d+)$/gm };
const CARD: Totals = { passed: /(\d+) passed, \d+ failed/g, failed: /\d+ passed, (\d+) failed/g };

const COVERAGE = join("coverage", "backend.json");
/** One process per core, at most four: more processes need too much memory. */
const SPREAD = ["-n", "auto", "--maxprocesses", "4"];
/** Tests that do not need Home Assistant run on one version only. */
const PURE = join("test", "python", "pure");
/** A hundred examples per property test, always the same ones. */
const PROPERTIES = { HYPOTHESIS_PROFILE: "ci" };
/** End-to-end tests mostly wait, so two can run at the same time. */
const HOMES_AT_ONCE = 2;

/** Two lanes: the CPU-bound stages, and the end-to-end tests, which mostly wait. */
export function testLanes({ ruff, mypy, minimum, newest }: Programs): Lane[] {
  const script = (name: string): Stage["command"] => [
    process.execPath,
    ...["--import", "tsx", `scripts/${name}.ts`, "--check"],
  ];
  return [
    [
      { name: "types of the TypeScript", command: npx("tsc") },
      { name: "lint of the TypeScript", command: npx("eslint", ".") },
      {
        name: "format of the TypeScript",
        command: npx("prettier", "--check", "--log-level=warn", "."),
      },
      { name: "lint of the Python", command: [ruff, "check", "--quiet", "."] },
      { name: "format of the Python", command: [ruff, "format", "--check", "--quiet", "."] },
      { name: "types of the Python", command: [mypy] },
      { name: "page of the checks", command: script("docs") },
      { name: "page of the screens", command: script("screenshots") },
      { name: "scripts", command: nodeTests("scripts"), totals: NODE },
      { name: "card in a browser", command: npx("wtr"), totals: CARD },
      { name: "static page with the card", command: nodeTests("visual"), totals: NODE },
      {
        name: "pictures of the card",
        command: [process.execPath, "--import", "tsx", "scripts/visual.ts"],
        totals: CARD,
      },
      { name: "bench of the card, in small", command: nodeTests("bench"), totals: NODE },
      {
        name: "backend on Home Assistant 2026.10.4",
        command: [
          minimum,
          ...["-m", "pytest", ...SPREAD],
          ...[`--cov=${INTEGRATION}`, `--cov-report=json:${COVERAGE}`],
        ],
        env: PROPERTIES,
        totals: PYTEST,
      },
      { name: "coverage of the backend", command: [minimum, "scripts/coverage_gate.py", COVERAGE] },
      {
        name: "backend on Home Assistant 2026.11.0",
        command: [
          newest,
          ...["-m", "pytest", ...SPREAD, `--ignore=${PURE}`],
          ...["-p", "test.python.support.home_assistant_2026_11"],
        ],
        env: PROPERTIES,
        totals: PYTEST,
      },
    ],
    [
      {
        name: "end to end on a real Home Assistant",
        command: nodeTests("e2e", { atOnce: HOMES_AT_ONCE }),
        totals: NODE,
      },
    ],
  ];
}

/** Long-running tests for the nightly build. */
export function soakLanes({ minimum }: Programs): Lane[] {
  return [
    [
      {
        name: "properties of the backend, a thousand examples each",
        command: [minimum, "-m", "pytest", ...SPREAD, "-m", "hypothesis"],
        env: { HYPOTHESIS_PROFILE: "nightly" },
        totals: PYTEST,
      },
    ],
    [
      {
        name: "twenty restarts under an open page, twenty slow starts, all first minutes, double presses of everything",
        command: nodeTests("e2e", { only: /^(first-minutes|mixed-home|start-up|double-press)/ }),
        env: { SOAK: "1" },
        totals: NODE,
      },
    ],
  ];
}

function npx(name: string, ...args: string[]): Stage["command"] {
  return [join(ROOT, "node_modules", ".bin", name), ...args];
}

/** Return the command that runs the test files of a folder; Node 20 does not expand patterns. */
function nodeTests(folder: string, { atOnce = 1, only = /./ } = {}): Stage["command"] {
  const names = readdirSync(join(ROOT, "test", folder));
  return [
    process.execPath,
    ...["--import", "tsx", "--test", "--test-reporter=tap", `--test-concurrency=${atOnce}`],
    ...names
      .filter((name) => name.endsWith(".test.ts") && only.test(name))
      .map((name) => join("test", folder, name)),
  ];
}
