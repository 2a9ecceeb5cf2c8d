/** HACS's own validation of the repository: the code of its action, against the stand-in. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { python } from "../../scripts/setup/environments.js";
import { ROOT, TOOLS } from "../../scripts/setup/paths.js";
import { testedArchive } from "./archives.js";
import { CodeHost, REPOSITORY } from "./code-host.js";

/** A checkout of HACS's repository: it is in no package registry. */
const SOURCE = process.env.HACS_SOURCE;
const MISSING = "HACS_SOURCE names no checkout of HACS's repository";
const HACS = join("custom_components", "hacs");
const MANIFEST = "custom_components/security_posture/manifest.json";

describe("HACS's validation", { timeout: 300_000, skip: SOURCE ? false : MISSING }, () => {
  const { tag, bytes } = testedArchive();
  let host: CodeHost;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "hacs-"));
    for (const part of ["action", HACS])
      cpSync(join(SOURCE ?? "", part), join(folder, part), { recursive: true });
    // The validation imports HACS's frontend, a build of another repository, and does not use it.
    mkdirSync(join(folder, HACS, "hacs_frontend"));
    const unused = 'VERSION = ""\nlocate_dir = None\n';
    writeFileSync(join(folder, HACS, "hacs_frontend", "__init__.py"), unused);
    host = await CodeHost.start();
    host.releases = [{ tag, archive: bytes }];
  });
  after(async () => {
    await host?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Run the script of HACS's action; return its exit code and what it printed. */
  async function validate(): Promise<{ code: number; output: string }> {
    const interpreter = await python("homeassistant");
    const child = spawn(interpreter, [join("action", "action.py")], {
      cwd: folder,
      env: {
        ...process.env,
        ...host.env,
        PYTHONPATH: [host.env.PYTHONPATH, folder].join(delimiter),
        PYTHONDONTWRITEBYTECODE: "",
        PYTHONPYCACHEPREFIX: join(TOOLS, "pycache-tests"),
        INPUT_GITHUB_TOKEN: "stand-in",
        INPUT_REPOSITORY: REPOSITORY,
        INPUT_CATEGORY: "integration",
        GITHUB_REPOSITORY: REPOSITORY,
        REPOSITORY_REF: tag,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (status) => resolve(status ?? 1));
    });
    return { code, output };
  }

  it("passes with hacs.json, README, manifest and brand images of the checkout", async () => {
    const { code, output } = await validate();
    for (const [line] of output.matchAll(/<Validation .*|.*checks passed/g))
      console.log(`    ${line}`);
    assert.equal(code, 0, output);
    assert.match(output, /All \((\d+)\) checks passed/);
    for (const check of ["brands", "hacsjson", "information", "integration_manifest", "license"])
      assert.ok(output.includes(`<Validation ${check}> completed`), check);
    assert.deepEqual(host.unknown, []);
  });

  const json = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(ROOT, file), "utf8")) as Record<string, unknown>;
  const WRONG: [name: string, file: string, content: () => object, check: string][] = [
    ["an unknown key", "hacs.json", () => ({ ...json("hacs.json"), icon: "x" }), "hacsjson"],
    ["no file name", "hacs.json", () => ({ name: "x", zip_release: true }), "hacsjson"],
    ["no issues", MANIFEST, () => without(json(MANIFEST), "issue_tracker"), "integration_manifest"],
  ];
  for (const [name, file, content, check] of WRONG) {
    it(`fails with ${name} in ${file.split("/").at(-1)}`, async () => {
      host.changed.set(file, JSON.stringify(content()));
      const { code, output } = await validate();
      host.changed.clear();
      assert.equal(code, 1);
      assert.match(output, new RegExp(`<Validation ${check}> failed`));
    });
  }
});

function without(object: Record<string, unknown>, key: string): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}
