/** The repository's address is in one place; the files that repeat it are rewritten from there. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { PLACES, outdated, readPublication } from "../../scripts/docs/publication.js";
import { ROOT } from "../../scripts/setup/paths.js";

const FILES = [...new Set([...PLACES.map(({ file }) => file), "README.md"])];
const OTHER = { repository: "somebody/else", codeowner: "@somebody" };

describe("the repository's address", () => {
  let root: string;
  const read = (file: string): string => readFileSync(join(root, file), "utf8");

  before(() => {
    root = mkdtempSync(join(tmpdir(), "publication-"));
    for (const file of FILES) cpSync(join(ROOT, file), join(root, file), { recursive: true });
    const block = (name: string): string =>
      `<!-- publication: ${name} -->\nold\n<!-- /publication -->\n`;
    writeFileSync(join(root, "README.md"), `${block("badges")}Text\n${block("hacs")}`);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it("agrees in all files", () => {
    assert.deepEqual([...outdated(ROOT, readPublication(ROOT)).keys()], []);
  });

  it("is rewritten everywhere, once", () => {
    const { repository, codeowner } = readPublication(ROOT);
    const files = outdated(root, OTHER);
    assert.deepEqual([...files.keys()].sort(), FILES.sort());
    for (const [file, text] of files) {
      assert.ok(!text.includes(`github.com/${repository}`), file);
      assert.ok(!text.includes(`"${codeowner}"`), file);
      writeFileSync(join(root, file), text);
    }
    assert.deepEqual([...outdated(root, OTHER).keys()], []);
  });

  it("gives the README its buttons, and leaves the rest of it", () => {
    const readme = read("README.md");
    assert.ok(!readme.includes("old"));
    assert.ok(
      readme.includes("https://github.com/somebody/else/actions/workflows/test.yml/badge.svg"),
    );
    assert.ok(readme.includes("?owner=somebody&repository=else&category=integration)"));
    assert.equal(readme.match(/^(Text|<!--.*-->)$/gm)?.length, 5);
  });

  for (const { file, pattern } of PLACES) {
    it(`must be found: ${dirname(file)}, ${pattern.source}`, () => {
      const text = read(file);
      writeFileSync(join(root, file), text.replace(pattern, ""));
      assert.throws(() => outdated(root, OTHER), /nothing matches/);
      writeFileSync(join(root, file), text);
    });
  }
});
