/** Every link of every document leads somewhere. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { REDIRECTS, anchors, documents, fault, links } from "../../scripts/docs/links.js";
import { ROOT } from "../../scripts/setup/paths.js";

const read = (document: string): string => readFileSync(join(ROOT, document), "utf8");

describe("the links of the documents", () => {
  const all = documents(ROOT);

  it("are found in all documents", () => {
    for (const name of ["README.md", "SECURITY.md", "docs/README.md", "docs/fleet/README.md"])
      assert.ok(all.includes(name), name);
    assert.ok(all.every((name) => !name.includes("node_modules")));
    assert.ok(all.flatMap((name) => links(read(name))).length > 100);
  });

  for (const name of all) {
    it(`lead somewhere: ${name}`, () => {
      const wrong = links(read(name)).flatMap((target) => {
        const found = fault(ROOT, name, target);
        return found === null ? [] : [`${target} ${found}`];
      });
      assert.deepEqual(wrong, []);
    });
  }

  it("reach every document in docs from its index", () => {
    const linked = links(read("docs/README.md")).map((target) => `docs/${target}`);
    const missing = all.filter((name) => /^docs\/[^/]+\.md$/.test(name) && !linked.includes(name));
    assert.deepEqual(missing, ["docs/README.md"]);
  });
});

describe("the redirects to pages of Home Assistant", () => {
  const home = join(ROOT, ".tools", "test-2026.11", "lib");
  const known = (): string => {
    const [version = ""] = readdirSync(home);
    const folder = join(home, version, "site-packages", "hass_frontend", "frontend_latest");
    const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
    const texts = files.map((name) => readFileSync(join(folder, name), "utf8"));
    return texts.find((text) => text.includes("config_flow_start:{redirect")) ?? "";
  };

  it("are those that its frontend knows", { skip: !existsSync(home) }, () => {
    const text = known();
    const missing = Object.keys(REDIRECTS).filter(
      (name) => !new RegExp(`\\b${name}:\\{(component:"\\w+",)?redirect:`).test(text),
    );
    assert.deepEqual(missing, []);
  });
});

describe("a wrong link", () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), "links-"));
    mkdirSync(join(root, "docs"));
    writeFileSync(join(root, "picture.png"), "");
    writeFileSync(
      join(root, "docs/page.md"),
      '# One\n\n## Two words, and `code`!\n\n## One\n<a id="x"></a>\n',
    );
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  const my = "https://my.home-assistant.io";
  const RIGHT = [
    "page.md",
    "../picture.png",
    "#one",
    "page.md#two-words-and-code",
    "page.md#one-1",
    "page.md#x",
    "https://www.home-assistant.io/integrations/http/",
    `${my}/redirect/network/`,
    `${my}/redirect/config_flow_start/?domain=security_posture`,
    `${my}/badges/config_flow_start.svg`,
  ];
  for (const target of RIGHT)
    it(`is none: ${target}`, () => assert.equal(fault(root, "docs/page.md", target), null));

  const WRONG = [
    "",
    "missing.md",
    "page.md#three",
    "../picture.png#one",
    "../../outside.md",
    "/picture.png",
    "http://www.home-assistant.io/",
    "https://",
    "https://example.org/",
    "https://user@github.com/",
    "https://github.com:8443/",
    "javascript:alert(1)",
    `${my}/redirect/config_flow_begin/?domain=x`,
    `${my}/redirect/config_flow_start/`,
    `${my}/redirect/network/?domain=x`,
    `${my}/redirect/network`,
    `${my}/redirect/network.svg`,
    `${my}/badges/network/`,
  ];
  for (const target of WRONG)
    it(`is found: ${target || "no target"}`, () =>
      assert.notEqual(fault(root, "docs/page.md", target), null));

  it("is found in every form of a link, and not in code", () => {
    const text = [
      '[a](1) ![b](2 "title") [![c](3)](4) <a href="5">d</a> <https://six>',
      "[e]: 7",
      "`[no](8)` [f](<9>) [g](10_(x))",
      "```\n[no](11)\n```",
    ].join("\n");
    assert.deepEqual(links(text).sort(), [
      "1",
      "10_(x)",
      "2",
      "3",
      "4",
      "5",
      "7",
      "9",
      "https://six",
    ]);
  });

  it("leads to a heading as GitHub names it", () => {
    const text = "# Secrets, and a copy\n```\n# no\n```\n## `x_y` [link](z)\n## A > B & C\n";
    assert.deepEqual([...anchors(text)], ["secrets-and-a-copy", "x_y-link", "a--b--c"]);
  });
});
