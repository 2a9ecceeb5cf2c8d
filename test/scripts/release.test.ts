/** `npm run release`: the archive and what is beside it, made in copies of the checkout. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { unzipSync } from "fflate";
import { head, repositoryFiles, uncommitted } from "../../scripts/release/git.js";
import { sourceFiles } from "../../scripts/release/listing.js";
import { releaseNotes } from "../../scripts/release/notes.js";
import { sbom } from "../../scripts/release/sbom.js";
import { checkVersion, isPrerelease } from "../../scripts/release/version.js";
import { ROOT } from "../../scripts/setup/paths.js";

const FOLDER = join("custom_components", "security_posture");
const NEEDED = [
  FOLDER,
  ...["src", "scripts"],
  ...["package.json", "package-lock.json", "rollup.config.mjs", "tsconfig.json"],
  ...["LICENSE", "CHANGELOG.md", ".gitignore"],
];
const VERSION = "1.2.3";
const CARD = "card/security-posture-card.js";
const SECTION = `## [${VERSION}]\n\n### Added\n\n* The first release.\n\n`;

interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A copy of the checkout with one commit. */
class Checkout {
  readonly path: string;

  constructor(folder: string) {
    this.path = mkdtempSync(join(tmpdir(), folder));
    for (const file of NEEDED.flatMap((each) => repositoryFiles(ROOT, each))) {
      if (!existsSync(join(ROOT, file))) continue;
      mkdirSync(dirname(join(this.path, file)), { recursive: true });
      cpSync(join(ROOT, file), join(this.path, file));
    }
    symlinkSync(join(ROOT, "node_modules"), join(this.path, "node_modules"), "dir");
    this.write(".gitignore", `${this.read(".gitignore").toString()}\nnode_modules\n`);
    const changelog = this.read("CHANGELOG.md").toString();
    this.write("CHANGELOG.md", `${changelog}\n${SECTION}`);
    this.git("init", "--quiet");
    this.commit();
  }

  git(...args: string[]): void {
    const identity = ["user.name=Test", "user.email=test@example.org", "commit.gpgsign=false"];
    execFileSync("git", [...identity.flatMap((each) => ["-c", each]), ...args], {
      cwd: this.path,
      stdio: "ignore",
      env: { ...process.env, GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE },
    });
  }

  commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "Test");
  }

  /** Run the release script, as `npm run release` does; `umask` and more come from a shell. */
  release(args: string[], { umask = "022", env = {} as NodeJS.ProcessEnv } = {}): Outcome {
    const script = `umask ${umask}; exec "$0" --import tsx scripts/release.ts "$@"`;
    return spawnSync("sh", ["-c", script, process.execPath, ...args], {
      cwd: this.path,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
  }

  read(file: string): Buffer {
    return readFileSync(join(this.path, file));
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), content);
  }

  made(): string[] {
    const folder = join(this.path, "dist");
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const DATE = "2026-11-30T12:00:00Z";
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("a release", { timeout: 300_000 }, () => {
  let checkout: Checkout;
  let printed: string;
  let archive: Record<string, Uint8Array>;

  const text = (name: string): string => Buffer.from(archive[name]!).toString();

  before(() => {
    checkout = new Checkout("release-");
    const { status, stdout, stderr } = checkout.release([VERSION]);
    assert.equal(status, 0, stderr);
    printed = stdout;
    archive = unzipSync(checkout.read("dist/security_posture.zip"));
  });
  after(() => checkout.remove());

  it("prints what it made", () => {
    const zip = checkout.read("dist/security_posture.zip");
    const lines = printed.trim().split("\n");
    assert.match(lines[0]!, /^security_posture 1\.2\.3 of commit [0-9a-f]{12}$/);
    assert.ok(printed.includes(`security_posture.zip: ${Object.keys(archive).length} files`));
    assert.ok(printed.includes(`security_posture.zip.sha256: ${sha256(zip)}`));
    assert.match(printed, /security_posture\.cdx\.json: CycloneDX 1\.6, \d+ components:/);
    assert.match(printed, /release-notes\.md: \d+ lines/);
    assert.deepEqual(checkout.made(), [
      "release-notes.md",
      "security_posture.cdx.json",
      "security_posture.zip",
      "security_posture.zip.sha256",
    ]);
  });

  it("has the same bytes from another folder, time zone, language and umask", () => {
    const other = new Checkout("a-longer-folder-name-for-the-release-");
    try {
      const env = { TZ: "Pacific/Kiritimati", LC_ALL: "C", CARD_VERSION: "9.9.9" };
      const { status, stderr } = other.release([VERSION], { umask: "077", env });
      assert.equal(status, 0, stderr);
      for (const name of checkout.made())
        assert.deepEqual(other.read(join("dist", name)), checkout.read(join("dist", name)), name);
    } finally {
      other.remove();
    }
  });

  it("contains every file of the repository, the built card, the licence and the notices", () => {
    const sources = repositoryFiles(ROOT, FOLDER)
      .filter((file) => existsSync(join(ROOT, file)))
      .map((file) => file.slice(FOLDER.length + 1));
    const made = [CARD, "LICENSE", "THIRD-PARTY-NOTICES.txt"];
    assert.deepEqual(Object.keys(archive).sort(), [...sources, ...made].sort());
    for (const name of ["__init__.py", "manifest.json", "translations/en.json", "brand/icon.png"])
      assert.ok(name in archive, name);
    for (const name of sources.filter((each) => each !== "manifest.json"))
      assert.deepEqual(Buffer.from(archive[name]!), checkout.read(join(FOLDER, name)), name);
  });

  it("contains nothing else: no caches, links, sources of the card, tests or hidden files", () => {
    const names = Object.keys(archive);
    const kinds = /^(LICENSE|(.+\/)?py\.typed|.+\.(py|js|json|yaml|png|txt))$/;
    const unwanted =
      /(^|\/)(\.|__pycache__|node_modules|tests?|src|dist)(\/|$)|\.(pyc|pyo|map|ts|orig|bak|swp)$|~$|\\|^\/|\.\./;
    assert.deepEqual(
      names.filter((name) => !kinds.test(name) || unwanted.test(name)),
      [],
    );
    assert.deepEqual(names, [...names].sort());
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
    // Central directory: no Unix modes, so neither links nor executables.
    const zip = checkout.read("dist/security_posture.zip");
    for (let at = zip.indexOf("PK\x01\x02"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4))
      assert.equal(zip.readUInt32LE(at + 38) >>> 16, 0);
  });

  it("mentions no path of the machine and no host of a package registry", () => {
    const everything = [
      ...Object.keys(archive).map(text),
      ...checkout.made().map((name) => checkout.read(join("dist", name)).toString("latin1")),
    ].join("\n");
    for (const path of [checkout.path, ROOT.replace(/\/$/, "")])
      assert.ok(!everything.includes(path), "a path of this machine");
    const bill = checkout.read("dist/security_posture.cdx.json").toString();
    const hosts = [...bill.matchAll(/https?:\/\/([^/"]+)/g)].map(([, host]) => host);
    assert.deepEqual([...new Set(hosts)].sort(), ["cyclonedx.org", "github.com"]);
  });

  it("states its version in the manifest and in the card", () => {
    const manifest = JSON.parse(text("manifest.json")) as Record<string, unknown>;
    assert.equal(manifest.version, VERSION);
    const { version: _, ...rest } = JSON.parse(
      checkout.read(join(FOLDER, "manifest.json")).toString(),
    ) as Record<string, unknown>;
    assert.deepEqual(manifest, { ...rest, version: VERSION });
    assert.ok(text(CARD).startsWith(`/* Security Posture card ${VERSION}. `));
    assert.ok(text(CARD).includes(`"${VERSION}"`), "for the editor");
  });

  it("has a checksum that sha256sum accepts", () => {
    const line = checkout.read("dist/security_posture.zip.sha256").toString();
    const zip = checkout.read("dist/security_posture.zip");
    assert.equal(line, `${sha256(zip)}  security_posture.zip\n`);
  });

  it("has the notes of its section of the changelog only", () => {
    const notes = checkout.read("dist/release-notes.md").toString();
    assert.equal(notes, "### Added\n\n* The first release.\n");
  });

  describe("third parties", () => {
    /** The packages whose code is found in the card, by a text that only they contain. */
    const MARKS: Record<string, RegExp> = {
      "@lit/reactive-element": /reactiveElementVersions/,
      "lit-html": /litHtmlVersions/,
      "lit-element": /litElementVersions/,
    };

    it("are named with their licence texts, and no others are", () => {
      const notices = text("THIRD-PARTY-NOTICES.txt");
      const named = [...notices.matchAll(/^\* (\S+) (\S+) \((.+)\)$/gm)];
      assert.ok(named.length >= Object.keys(MARKS).length);
      for (const [name, mark] of Object.entries(MARKS)) {
        assert.match(text(CARD), mark);
        assert.ok(
          named.some(([, each]) => each === name),
          name,
        );
      }
      for (const [, name, version] of named) {
        const folder = join(ROOT, "node_modules", name!);
        const stated = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
          version: string;
        };
        assert.equal(version, stated.version);
        const license = readFileSync(join(folder, "LICENSE"), "utf8").trim();
        assert.ok(license.length > 500 && notices.includes(license), name);
      }
      assert.ok(!named.some(([, name]) => name === "rollup" || name === "typescript"));
    });

    it("are the components of the SBOM", () => {
      const named = [...text("THIRD-PARTY-NOTICES.txt").matchAll(/^\* (\S+) (\S+) \((.+)\)$/gm)];
      const { components } = bill();
      assert.deepEqual(
        components.map(({ group, name, version, licenses: [each] }) => [
          group ? `${group}/${name}` : name,
          version,
          each!.license.id,
        ]),
        named.map(([, ...parts]) => parts),
      );
    });
  });

  interface Component {
    type: string;
    "bom-ref": string;
    group?: string;
    name: string;
    version: string;
    purl: string;
    hashes: { alg: string; content: string }[];
    licenses: { license: { id: string } }[];
  }
  interface Bill {
    bomFormat: string;
    specVersion: string;
    serialNumber: string;
    version: number;
    metadata: { timestamp: string; component: Component };
    components: Component[];
    dependencies: { ref: string; dependsOn: string[] }[];
  }
  const bill = (): Bill =>
    JSON.parse(checkout.read("dist/security_posture.cdx.json").toString()) as Bill;

  it("has an SBOM with the fields that CycloneDX 1.6 requires", () => {
    const { bomFormat, specVersion, serialNumber, version, metadata, components, dependencies } =
      bill();
    assert.deepEqual([bomFormat, specVersion, version], ["CycloneDX", "1.6", 1]);
    assert.match(
      serialNumber,
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    assert.equal(metadata.timestamp, "2026-11-30T12:00:00.000Z"); // of the commit
    const own = metadata.component;
    assert.deepEqual(
      [own.type, own.name, own.version],
      ["application", "security_posture", "1.2.3"],
    );
    assert.deepEqual(own.hashes, [
      { alg: "SHA-256", content: sha256(checkout.read("dist/security_posture.zip")) },
    ]);
    for (const component of components) {
      assert.equal(component.type, "library");
      assert.match(component.purl, /^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/);
      assert.match(component.licenses[0]!.license.id, /^[\w.-]+$/);
      assert.match(component.hashes[0]!.content, /^[0-9a-f]{128}$/);
    }
    const refs = [own, ...components].map((component) => component["bom-ref"]);
    assert.equal(new Set(refs).size, refs.length);
    assert.deepEqual(
      dependencies.map(({ ref }) => ref),
      refs,
    );
    for (const { dependsOn } of dependencies)
      for (const ref of dependsOn) assert.ok(refs.includes(ref), ref);
  });
});

describe("a release that would be wrong", { timeout: 300_000 }, () => {
  let checkout: Checkout;
  before(() => (checkout = new Checkout("release-")));
  after(() => checkout.remove());

  /** Plant something, and return the error message; nothing may be left that looks like a release. */
  function refused(plant: () => void, { args = [VERSION], commit = true } = {}): string {
    checkout.write("dist/security_posture.zip", "of an earlier run");
    checkout.write("dist/release-notes.md", "of an earlier run");
    plant();
    if (commit) checkout.commit();
    const { status, stdout, stderr } = checkout.release(args);
    if (commit) checkout.git("reset", "--hard", "HEAD~1");
    checkout.git("clean", "-fdq");
    assert.notEqual(status, 0);
    assert.equal(stdout, "");
    assert.deepEqual(checkout.made(), []);
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    return stderr;
  }
  const inIntegration = (name: string): string => join(FOLDER, name);

  it("has uncommitted changes", () => {
    const changed = refused(() => checkout.write(inIntegration("const.py"), "# changed\n"), {
      commit: false,
    });
    checkout.git("checkout", "--", ".");
    assert.match(changed, /uncommitted changes \(1, the first in custom_components.*const\.py/);
  });

  it("contains a symbolic link", () => {
    const link = join(checkout.path, inIntegration("linked.py"));
    symlinkSync("const.py", link);
    assert.throws(() => sourceFiles(checkout.path), /linked\.py is not a plain file/);
    rmSync(link);
  });

  it("contains a file of another kind", () => {
    for (const name of [
      "compiled.pyc",
      "const.py.orig",
      "tool.sh",
      ".hidden.json",
      ".cache/facts.json",
      "Capital/facts.json",
      "collectors/a b.py",
      "notes.md",
      "line\nbreak.py",
      "caf\u00e9.py",
      "c:drive.py",
      "back\\slash.py",
      "COM1 .py",
      "py.typed/x.txt.exe",
    ]) {
      checkout.write(inIntegration(name), "");
      checkout.git("add", "--force", inIntegration(name));
      assert.throws(
        () => sourceFiles(checkout.path),
        new RegExp(`${name.replaceAll(/[.\\]/g, "\\$&")} is of a kind that is not shipped`),
      );
      checkout.git("rm", "--quiet", "--force", inIntegration(name));
    }
    assert.ok(sourceFiles(checkout.path).length > 300);
  });

  it("lacks a file of the repository", () => {
    rmSync(join(checkout.path, inIntegration("const.py")));
    assert.throws(() => sourceFiles(checkout.path), /const\.py is in the repository but not/);
    checkout.git("checkout", "--", ".");
  });

  it("has a card that cannot be built", () => {
    const missing = refused(() => checkout.write("src/config/config.ts", "export const A = 1;\n"));
    assert.match(missing, /is not exported/);
  });

  it("has a package in the card that is not the locked one", () => {
    const commit = head(checkout.path);
    const package_ = { license: "MIT", licenseText: "", dependencies: [] };
    for (const [name, version] of [
      ["lit-html", "9.9.9"],
      ["no-such-package", "1.0.0"],
    ] as const) {
      const packages = [{ name, version, ...package_ }];
      assert.throws(
        () =>
          sbom(checkout.path, { version: VERSION, archive: new Uint8Array(), packages, commit }),
        new RegExp(`${name} ${version} is not the package in package-lock\\.json`),
      );
    }
  });

  it("has no section in the changelog", () => {
    const error = refused(() => undefined, { args: ["4.5.6"], commit: false });
    assert.match(error, /CHANGELOG\.md has no section "## \[4\.5\.6\]"/);
  });

  it("has no version", () => {
    const { status, stdout } = checkout.release([]);
    assert.deepEqual([status, stdout], [2, ""]);
  });

  it("is made outside of a repository", () => {
    const folder = mkdtempSync(join(tmpdir(), "no-repository-"));
    assert.throws(() => head(folder), /made from a git checkout, and git failed/);
    rmSync(folder, { recursive: true });
  });

  it("would be of another repository that the environment names", () => {
    const expected = { commit: head(checkout.path), files: sourceFiles(checkout.path) };
    const other = mkdtempSync(join(tmpdir(), "other-repository-"));
    execFileSync("git", ["init", "--quiet", other]);
    const environment = {
      GIT_DIR: join(other, ".git"),
      GIT_WORK_TREE: other,
      GIT_INDEX_FILE: join(other, "index"),
      GIT_OBJECT_DIRECTORY: join(other, "objects"),
    };
    try {
      Object.assign(process.env, environment);
      const { path } = checkout;
      assert.deepEqual({ commit: head(path), files: sourceFiles(path) }, expected);
      assert.deepEqual(uncommitted(path), []);
    } finally {
      for (const name of Object.keys(environment)) delete process.env[name];
      rmSync(other, { recursive: true });
    }
  });

  it("is of a shallow clone, which is fine", () => {
    const clone = join(mkdtempSync(join(tmpdir(), "shallow-")), "clone");
    checkout.git("clone", "--quiet", "--depth", "1", `file://${checkout.path}`, clone);
    assert.deepEqual(head(clone), head(checkout.path));
    assert.deepEqual(sourceFiles(clone), sourceFiles(checkout.path));
    rmSync(dirname(clone), { recursive: true });
  });

  it("is only a trial: uncommitted changes are allowed, ignored files are left out", () => {
    checkout.write(inIntegration("added.py"), "");
    checkout.write(inIntegration("__pycache__/const.cpython-314.pyc"), "");
    checkout.write(inIntegration(CARD), "an old build");
    const { status, stdout } = checkout.release(["4.5.6", "--trial"]);
    assert.equal(status, 0);
    assert.match(stdout, /trial, not for release/);
    const archive = unzipSync(checkout.read("dist/security_posture.zip"));
    assert.ok("added.py" in archive);
    assert.ok(!Object.keys(archive).some((name) => name.includes("__pycache__")));
    assert.ok(!Buffer.from(archive[CARD]!).toString().startsWith("an old build"));
    assert.ok(!checkout.made().includes("release-notes.md"));
  });
});

describe("the notes of a release", () => {
  const CHANGELOG = [
    "# Changelog\n",
    "## [Unreleased]\n\n### Added\n\n* New.\n",
    "## [1.1.0] - 2026-12-01\n\n### Fixed\n\n* Old.\n",
    "## [1.0.0]\n",
    "[1.1.0]: https://example.org/1.1.0\n",
  ].join("\n");

  it("are the section of the version", () => {
    assert.equal(releaseNotes(CHANGELOG, "1.1.0"), "### Fixed\n\n* Old.\n");
    assert.equal(releaseNotes(CHANGELOG, "1.2.0-rc.1"), "### Added\n\n* New.\n");
  });

  it("must be there", () => {
    for (const version of ["1.0.0", "1.2.0", "1.1"])
      assert.throws(() => releaseNotes(CHANGELOG, version), /has no section/);
  });
});

describe("versions", () => {
  it("have one spelling", () => {
    for (const version of ["0.1.0", "1.2.3", "10.20.30", "1.3.0-alpha.1", "1.3.0-rc.10"])
      assert.equal(checkVersion(version), version);
    for (const version of [
      "",
      "1",
      "v1.2.3",
      "1.2.3 ",
      "1.2.3\n",
      "1.2.3+1",
      "1.2.3-rc.01",
      "1.2.3-1",
    ])
      assert.throws(() => checkVersion(version), /is not a version/);
    assert.deepEqual(["1.2.3", "1.3.0-rc.1"].map(isPrerelease), [false, true]);
  });
});
