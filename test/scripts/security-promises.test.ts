/** Every test, command and figure that docs/security-promises.md names exists. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ROOT } from "../../scripts/setup/paths.js";
import { testLanes } from "../../scripts/test/stages.js";

const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), "utf8");
const PAGE = read("docs", "security-promises.md");
const REFERENCE = /`([\w./-]+\.(?:py|ts))::([^`]+)`/g;

function section(heading: string): string {
  const [, rest = ""] = PAGE.split(`\n## ${heading}\n`);
  return rest.split("\n## ")[0] ?? "";
}

/** Return the rows of all tables of a text, without their headers. */
function rows(text: string): string[][] {
  return text
    .split("\n")
    .filter((line, at, lines) => line.startsWith("| ") && !lines[at + 1]?.startsWith("|---"))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/))
    .map((cells) => cells.map((cell) => cell.trim()));
}

/** Return what is wrong with a reference to a test, or null. */
function fault(file: string, name: string): string | null {
  const path = file.endsWith(".py") ? join("test", "python", file) : join("test", file);
  if (!existsSync(join(ROOT, path))) return `${path} does not exist`;
  const escaped = name.replaceAll("\\|", "|").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = file.endsWith(".py")
    ? `^\\s*(async )?def ${escaped}\\(`
    : `\\b(it|test|describe)\\(\\s*(["\`])${escaped}\\2`;
  return new RegExp(pattern, "m").test(read(path)) ? null : `${path} has no test "${name}"`;
}

describe("docs/security-promises.md", () => {
  it("names tests that exist", () => {
    const references = [...PAGE.matchAll(REFERENCE)];
    assert.ok(references.length > 200);
    const wrong = references.map(([, file = "", name = ""]) => fault(file, name));
    assert.deepEqual(wrong.filter(Boolean), []);
  });

  it("would not accept a test that does not exist", () => {
    assert.equal(fault("test_channels.py", "test_titles_are_constant"), null);
    assert.equal(fault("card/states.test.ts", "good"), null);
    assert.notEqual(fault("test_channels.py", "test_titles"), null);
    assert.notEqual(fault("test_missing.py", "test_titles_are_constant"), null);
    assert.notEqual(fault("card/states.test.ts", "goo"), null);
  });

  it("has a test for each promise and each fault, or says why there is none", () => {
    const faults = rows(section("Faults and attacks"));
    const promises = rows(section("The promises"));
    assert.ok(faults.length > 140 && promises.length > 5);
    for (const cells of [...faults, ...promises])
      assert.match(cells.at(-1) ?? "", /^(`[^`]+::[^`]+`(<br>|$))+$|^no test: ./, cells[0]);
    const ids = faults.map(([id]) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });

  it("names commands that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const commands = [...PAGE.matchAll(/`npm (?:run )?([\w:-]+)(?: -- ([^`]+))?`/g)];
    assert.ok(commands.length > 5);
    for (const [whole, name = ""] of commands) assert.ok(name in scripts, whole);
    const programs = { ruff: "", mypy: "", minimum: "", newest: "" };
    const stages = testLanes(programs as Parameters<typeof testLanes>[0]).flat();
    for (const [whole, , options = ""] of commands) {
      const [, part] = /^--only (\S+)$/.exec(options) ?? [];
      if (part)
        assert.ok(
          stages.some(({ name }) => name.includes(part)),
          whole,
        );
    }
  });

  it("repeats the figures of docs/performance.md", () => {
    const performance = read("docs", "performance.md");
    const figures = section("Load")
      .split("\n")
      .filter((line) => /^\| (?!figure)/.test(line));
    assert.ok(figures.length > 5);
    assert.deepEqual(
      figures.filter((line) => !performance.includes(`${line}\n`)),
      [],
    );
  });
});
