/** `npm test`: everything, in order; its last line is "N passed, N failed". */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./setup/browser.js";
import { buildCard } from "./setup/card.js";
import { python } from "./setup/environments.js";
import { INTEGRATION, ROOT, TOOLS } from "./setup/paths.js";
import { runMain, say } from "./setup/say.js";

interface Result {
  passed: number;
  failed: number;
}

/** Where a test runner prints how many passed and failed. */
type Totals = Record<keyof Result, RegExp>;

interface Stage {
  name: string;
  command: [string, ...string[]];
  /** A stage without totals counts as one test. */
  totals?: Totals;
}

const PYTEST: Totals = {
  passed: /(\d+) passed.* in [\d.]+s/g,
  failed: /(\d+) failed.* in [\d.]+s/g,
};
const NODE: Totals = { passed: /^# pass (\d+)$/gm, failed: /^# fail (\d+)$/gm };
/** At most four processes: the tests of time need their share of the machine. */
const SPREAD = ["-n", "auto", "--maxprocesses", "4"];
const COVERAGE = join("coverage", "backend.json");
const CARD: Totals = { passed: /(\d+) passed, \d+ failed/g, failed: /\d+ passed, (\d+) failed/g };

interface Programs {
  ruff: string;
  mypy: string;
  /** Python with the test library, for each Home Assistant that is tested. */
  minimum: string;
  newest: string;
}

function stages({ ruff, mypy, minimum, newest }: Programs): Stage[] {
  const npx = (name: string, ...args: string[]): [string, ...string[]] => [
    join(ROOT, "node_modules", ".bin", name),
    ...args,
  ];
  return [
    { name: "types of the TypeScript", command: npx("tsc") },
    { name: "lint of the TypeScript", command: npx("eslint", ".") },
    {
      name: "format of the TypeScript",
      command: npx("prettier", "--check", "--log-level=warn", "."),
    },
    { name: "lint of the Python", command: [ruff, "check", "--quiet", "."] },
    { name: "format of the Python", command: [ruff, "format", "--check", "--quiet", "."] },
    { name: "types of the Python", command: [mypy] },
    {
      name: "page of the checks",
      command: [process.execPath, "--import", "tsx", "scripts/docs.ts", "--check"],
    },
    {
      name: "page of the screens",
      command: [process.execPath, "--import", "tsx", "scripts/screenshots.ts", "--check"],
    },
    { name: "scripts", command: nodeTests("scripts"), totals: NODE },
    { name: "card in a browser", command: npx("wtr"), totals: CARD },
    { name: "bench of the card, in small", command: nodeTests("bench"), totals: NODE },
    {
      name: "backend on Home Assistant 2026.10.4",
      command: [
        minimum,
        ...["-m", "pytest", ...SPREAD],
        ...[`--cov=${INTEGRATION}`, `--cov-report=json:${COVERAGE}`],
      ],
      totals: PYTEST,
    },
    { name: "coverage of the backend", command: [minimum, "scripts/coverage_gate.py", COVERAGE] },
    {
      name: "backend on Home Assistant 2026.11.0",
      command: [newest, "-m", "pytest", ...SPREAD, "-p", "test.python.on_2026_11"],
      totals: PYTEST,
    },
    {
      name: "end to end on a real Home Assistant",
      command: nodeTests("e2e"),
      totals: NODE,
    },
  ];
}

/** Return how to run the tests of a folder one after the other; Node 20 does not expand patterns itself. */
function nodeTests(folder: string): [string, ...string[]] {
  const files = readdirSync(join(ROOT, "test", folder)).filter((name) => name.endsWith(".test.ts"));
  return [
    process.execPath,
    ...["--import", "tsx", "--test", "--test-reporter=tap", "--test-concurrency=1"],
    ...files.map((name) => join("test", folder, name)),
  ];
}

async function main(): Promise<number> {
  const browser = findBrowser();
  await python("homeassistant");
  const minimum = await python("test");
  const newest = await python("test-2026.11");
  await buildCard();
  const bin = join(TOOLS, "test", "bin");
  const programs = { ruff: join(bin, "ruff"), mypy: join(bin, "mypy"), minimum, newest };
  const total: Result = { passed: 0, failed: 0 };
  const times: string[] = [];
  for (const stage of stages(programs)) {
    say(`\n=== ${stage.name}`);
    const began = performance.now();
    const { passed, failed } = await run(stage, { ...process.env, CHROME_PATH: browser });
    const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(5);
    times.push(`${seconds} s  ${stage.name}${failed ? `: ${failed} failed` : ""}`);
    total.passed += passed;
    total.failed += failed;
  }
  say(`\n=== times\n${times.join("\n")}`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  return total.failed ? 1 : 0;
}

function run(
  { command: [program, ...args], totals }: Stage,
  env: NodeJS.ProcessEnv,
): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: false,
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      process.stderr.write(chunk);
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", () => resolve({ passed: 0, failed: 1 }));
    child.on("close", (code) => resolve(counted(output, code === 0, totals)));
  });
}

/** A run that ended badly has failed, whatever it counted; one that counted nothing as well. */
function counted(output: string, ended: boolean, totals?: Totals): Result {
  if (!totals) return ended ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const last = (figure: RegExp): number => Number([...output.matchAll(figure)].at(-1)?.[1] ?? 0);
  const [passed, failed] = [last(totals.passed), last(totals.failed)];
  return { passed, failed: failed || (ended && passed ? 0 : 1) };
}

await runMain(main);
