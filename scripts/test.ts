/** `npm test`: everything, in order; its last line is "N passed, N failed". */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./setup/browser.js";
import { buildCard } from "./setup/card.js";
import { python } from "./setup/environments.js";
import { ROOT, TOOLS } from "./setup/paths.js";
import { runMain, say } from "./setup/say.js";

interface Result {
  passed: number;
  failed: number;
}

interface Stage {
  name: string;
  command: [string, ...string[]];
  /** Reads the totals from what it printed; a stage without any counts as one test. */
  totals?: RegExp;
}

/** Where the totals stand: pytest, node's test runner, the card's reporter. */
const PYTEST = /(?:(?<failed>\d+) failed)?(?:, )?(?:(?<passed>\d+) passed)?[^\n]* in [\d.]+s/;
const NODE = /# pass (?<passed>\d+)[\s\S]*# fail (?<failed>\d+)/;
const CARD = /(?<passed>\d+) passed, (?<failed>\d+) failed/;

function stages(ruff: string, mypy: string, pytest: string): Stage[] {
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
    { name: "card in a browser", command: npx("wtr"), totals: CARD },
    { name: "backend", command: [pytest, "-m", "pytest"], totals: PYTEST },
    {
      name: "end to end on a real Home Assistant",
      command: [
        process.execPath,
        ...["--import", "tsx", "--test", "--test-reporter=tap", "--test-concurrency=1"],
        ...endToEndTests(),
      ],
      totals: NODE,
    },
  ];
}

/** Node 20 does not expand patterns itself. */
function endToEndTests(): string[] {
  const folder = join("test", "e2e");
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
}

async function main(): Promise<number> {
  const browser = findBrowser();
  await python("homeassistant");
  const interpreter = await python("test");
  await buildCard();
  const bin = join(TOOLS, "test", "bin");
  const total: Result = { passed: 0, failed: 0 };
  for (const stage of stages(join(bin, "ruff"), join(bin, "mypy"), interpreter)) {
    say(`\n=== ${stage.name}`);
    const { passed, failed } = await run(stage, { ...process.env, CHROME_PATH: browser });
    total.passed += passed;
    total.failed += failed;
  }
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
function counted(output: string, ended: boolean, totals?: RegExp): Result {
  if (!totals) return ended ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const groups = [...output.matchAll(new RegExp(totals, "g"))].at(-1)?.groups;
  const passed = Number(groups?.passed ?? 0);
  const failed = Number(groups?.failed ?? 0);
  return { passed, failed: failed || (ended && passed ? 0 : 1) };
}

await runMain(main);
