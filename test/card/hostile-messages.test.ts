import { expect } from "@open-wc/testing";
import {
  createCheck,
  createCounts,
  createRisk,
  createSnapshot,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { settled } from "./clock.js";

const MARKUP = [
  "<img src=x onerror=window.__pwned=1>",
  "<svg/onload=window.__pwned=1>",
  '"><script>window.__pwned=1</script>',
  '" onfocus=window.__pwned=1 autofocus x="',
  "javascript:window.__pwned=1",
  "{{7*7}}${7*7}",
];
const ODD = [
  "\u202egnp.exe",
  "a" + "\u0301".repeat(10_000),
  "👩‍👩‍👧‍👦".repeat(500),
  "\u0000\ud800",
  "\u200d".repeat(5_000),
  "x".repeat(10_000),
];
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty"];

/** Return a risk in which every text field has the value `text`. */
function poisoned(text: string): unknown {
  return createRisk({
    card: text,
    ruleset: text,
    areas: [
      { id: text, state: "fail", value: { kind: text } },
      { id: "bans", state: text, value: null },
    ],
    exposure: { level: text, evidence: [{ kind: text, n: 2 }, { kind: text }] },
    score_detail: { raw: 90, cap: { by: text, at: 39 }, lost: [] },
    checks: [
      createCheck({
        id: text,
        area: text,
        status: "fail",
        severity: text,
        reason: text,
        params: { variant: text, [text]: text, n: 1 },
        since: iso(),
        evidence: 1,
        fix: { path: text, docs: text },
      }),
    ],
  });
}

async function opened(text: string): Promise<Mounted> {
  const card = await mount({ message: poisoned(text), config: { title: text } });
  const rows = { rows: [{ kind: text, text, at: text, n: 1 }] };
  card.connection.replies["security_posture/evidence"] = rows;
  await card.press("button.tile");
  await card.openRows();
  await card.press(".check button.plain");
  await settled();
  await card.settle();
  return card;
}

describe("hostile texts", () => {
  const errors: unknown[] = [];
  const onError = (event: ErrorEvent | PromiseRejectionEvent): void => void errors.push(event);
  before(async () => {
    await mount(); // loads the modules, so that later requests come from the card
    window.addEventListener("error", onError);
    window.addEventListener("unhandledrejection", onError);
  });
  after(() => {
    window.removeEventListener("error", onError);
    window.removeEventListener("unhandledrejection", onError);
    expect(errors).to.deep.equal([]);
  });
  afterEach(unmountAll);

  for (const text of MARKUP) {
    it(`shows ${text} literally`, async () => {
      const requested = performance.getEntriesByType("resource").length;
      const card = await opened(text);
      expect(card.$(".hero .name").textContent).to.equal(text);
      expect(card.$(".label").textContent).to.equal(text);
      expect(card.$(".check .headline").textContent).to.contain(text);
      expect(card.$(".evidence bdi").textContent).to.equal(text);
      expect(card.$$("img, script, [onfocus], [autofocus], [onload], [x], iframe")).to.have.length(
        0,
      );
      expect((window as { __pwned?: number }).__pwned).to.equal(undefined);
      expect(performance.getEntriesByType("resource").length).to.equal(requested);
    });
  }

  for (const text of [...ODD, ...NAMES]) {
    it(`keeps its layout with ${JSON.stringify(text.slice(0, 16))}`, async () => {
      const card = await opened(text);
      expect(card.$(".word").textContent!.trim()).to.equal("At risk");
      const body = card.$(".body");
      expect(body.scrollWidth).to.be.at.most(body.clientWidth);
      for (const shown of card.$$(".tile, .hero, .check, .evidence, .plain")) {
        const { left, right } = shown.getBoundingClientRect();
        expect(right - left).to.be.at.most(400);
        expect(right).to.be.at.most(body.getBoundingClientRect().right + 1);
      }
    });
  }

  it("isolates the text direction of names", async () => {
    const card = await opened("\u202egnp.exe");
    expect(getComputedStyle(card.$(".evidence bdi")).unicodeBidi).to.equal("isolate");
  });

  const REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/config/",
    "/config/../../evil",
    "/config/\u0000network",
    "/configuration/",
    "/profiles",
    "/developer-tools/yaml",
    " /config/network",
  ];
  for (const path of REFUSED) {
    it(`creates no link from ${JSON.stringify(path)}`, async () => {
      const fix = { path, docs: path };
      const checks = [createCheck({ status: "fail", fix })];
      const card = await mount({ message: createRisk({ checks }) });
      await card.press("button.tile:nth-of-type(3)");
      await card.openRows();
      expect(card.$$(".opened")).to.have.length(1);
      expect(card.$$("a")).to.have.length(0);
    });
  }

  const FOREIGN_DOCS = [
    "http://www.home-assistant.io/docs/",
    "https://www.home-assistant.io.evil.example/",
    "https://user@www.home-assistant.io/",
    "https://www.home-assistant.io@evil.example/",
  ];
  for (const docs of FOREIGN_DOCS) {
    it(`creates no link from ${docs}`, async () => {
      const checks = [createCheck({ status: "fail", fix: { docs } })];
      const card = await mount({ message: createRisk({ checks }) });
      await card.press("button.tile:nth-of-type(3)");
      await card.openRows();
      expect(card.$$("a")).to.have.length(0);
    });
  }

  it("renders a full and hostile report in a time proportional to its length", async () => {
    const render = async (length: number): Promise<number> => {
      const checks = Array.from({ length }, (_, n) =>
        createCheck({ id: `${"y".repeat(200)}${n}`, status: n % 2 ? "fail" : "unknown" }),
      );
      const counts = createCounts({ high: length / 2, unknown: length / 2 });
      const start = performance.now();
      const card = await mount({ message: createRisk({ checks, counts }) });
      await card.press(".admin .plain");
      expect(card.$$(".check")).to.have.length(length);
      const elapsed = performance.now() - start;
      unmountAll();
      return elapsed;
    };
    // Ten times as many rows: about ten times as long, and a hundred times if it were quadratic.
    // The smallest of three ratios, because other programs delay single runs.
    let ratio = Infinity;
    for (let n = 0; n < 3; n++) ratio = Math.min(ratio, (await render(500)) / (await render(50)));
    expect(ratio).to.be.below(40);
  });
});

describe("links", () => {
  afterEach(unmountAll);
  const docs = "https://www.home-assistant.io/docs/authentication/providers/";
  const FIXES = createRisk({
    checks: [createCheck({ status: "fail", fix: { path: "/config/network", docs } })],
  });

  it("lead to the settings without reloading the page", async () => {
    const card = await mount({ message: FIXES });
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    const before = location.href;
    let heard = 0;
    const onChange = (): void => void heard++;
    window.addEventListener("location-changed", onChange);
    card.$('.check a[href="/config/network"]').click();
    expect(location.pathname).to.equal("/config/network");
    expect(heard).to.equal(1);
    window.removeEventListener("location-changed", onChange);
    history.replaceState(null, "", before);
  });

  it("lead to the documentation in a new tab", async () => {
    const card = await mount({ message: FIXES });
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    const link = card.$('a[target="_blank"]') as HTMLAnchorElement;
    expect(link.href).to.equal(docs);
    expect(link.rel).to.equal("noopener noreferrer");
  });

  it("to the settings are shown only to users who can open them", async () => {
    const card = await mount({ message: FIXES, hass: { panels: {} } });
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    expect(card.$$('a[href^="/"]')).to.have.length(0);
  });

  it("are not shown for checks that pass", async () => {
    const checks = [createCheck({ status: "pass" })];
    const card = await mount({ message: createSnapshot({ checks }) });
    await card.press("button.tile:nth-of-type(3)");
    expect(card.$$("a")).to.have.length(0);
  });
});
