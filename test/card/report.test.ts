import { expect } from "@open-wc/testing";
import type Axe from "axe-core";
import type { AdminSession } from "../../src/connection/admin-session.js";
import {
  DAY,
  FakeConnection,
  createCheck,
  createRisk,
  createViewer,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { settled } from "./clock.js";
import { colourOf } from "./contrast.js";
import { reports } from "./golden-reports.js";
import { mountIn, openHarness } from "./harness.js";
import { withHeldFiles } from "./held-files.js";
import { pseudoLocalize } from "./pseudo-locale.js";
import { ADDRESS, NAME, answerAll, everything } from "./sample-cards.js";

const OPENER = ".report > .plain";
const NAMES = ".report input";
const SAVE = ".report .buttons button";
/** Markup in every form, line ends, an end of a comment, a null byte, half an emoji. */
const HOSTILE = `</style><img src=x onerror="top.hit=1">&lt;b&gt;"'<!-- --><script>top.hit=1</script>\u0000\ud83d\u2028`;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const HASS = { config: { time_zone: "Europe/Berlin", version: "2026.11.0" } };

interface Made {
  name: string;
  html: string;
  page: Document;
  text: string;
}

async function opened(wanted: Parameters<typeof mount>[0] = {}): Promise<Mounted> {
  const card = await mount({ message: everything(), ...wanted });
  await card.press(".buttons .plain:nth-child(1)");
  await card.press(OPENER);
  return card;
}

async function withNames(card: Mounted): Promise<Mounted> {
  answerAll(card.connection);
  await card.press(NAMES);
  await settled();
  await card.settle();
  return card;
}

/** Press "Save as file", and return what a browser would save. */
async function saved(card: Mounted): Promise<Made> {
  const { click } = HTMLAnchorElement.prototype;
  let link: HTMLAnchorElement | undefined;
  HTMLAnchorElement.prototype.click = function () {
    link = this as HTMLAnchorElement;
  };
  try {
    card.$(SAVE).click();
  } finally {
    HTMLAnchorElement.prototype.click = click;
  }
  if (!link) throw new Error("Nothing was saved.");
  const html = await (await fetch(link.href)).text();
  await card.settle();
  const page = new DOMParser().parseFromString(html, "text/html");
  const text = page.body.textContent!.replace(/\s+/g, " ");
  return { name: link.download, html, page, text };
}

/** Show a document in a frame as a browser would show the file. */
async function shown(html: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width: 800px; height: 1200px";
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
  frame.src = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  document.body.append(frame);
  await loaded;
  return frame;
}

describe("the report", () => {
  afterEach(() => {
    unmountAll();
    document.documentElement.dir = "";
  });

  it("is one HTML document with everything an administrator sees", async () => {
    const { name, html, page, text } = await saved(await opened({ hass: HASS }));
    expect(name).to.equal("home-assistant-security-2031-05-06.html");
    expect(html).to.match(/^<!DOCTYPE html>\s*<html[^>]* lang="en"/);
    expect(page.title).to.equal("Home Assistant security report");
    expect(page.querySelector("h2")!.textContent).to.contain("At risk");
    expect(page.querySelector("h2 svg.fail"), "the shape of the state").not.to.equal(null);
    for (const part of [
      "Created: May 6, 2031, 14:00",
      "Last full check: May 6, 2031, 13:56",
      "Home Assistant 2026.11.0 · Security Posture",
      "rules 2031.5.1",
      "Reachable from the internet: a public external address, 3 sessions used from the internet",
      "IP addresses are never banned",
      "Why it matters.",
      "What to do.",
      "Fixing this raises the score by 12.",
      "Accepted until May 15, 2031.",
      "There was no response in time.",
      "Not applicable",
    ])
      expect(text).to.contain(part);
  });

  it("has the groups in the order of the list, each with its number", async () => {
    const { page } = await saved(await opened());
    const titles = [...page.querySelectorAll("h4")].map((each) =>
      each.textContent!.replace(/\s+/g, " ").trim(),
    );
    expect(titles).to.deep.equal(["Findings 1", "Not checked 1", "Accepted 1", "Not applicable 1"]);
  });

  it("has nothing to press, and no link into Home Assistant", async () => {
    const { page } = await saved(await withNames(await opened()));
    const controls = "button, input, select, textarea, form, .start, .filter";
    expect(page.querySelectorAll(controls)).to.have.length(0);
    for (const { href } of page.querySelectorAll("a")) expect(href).to.match(/^https:/);
    expect(page.querySelectorAll("details:not([open])")).to.have.length(0);
  });

  for (const [name, report] of reports.filter(([, each]) => each.admin)) {
    it(`explains the score of the golden report ${name}`, async () => {
      const message = report.admin as { score: number | null; checks: { id: string }[] };
      const { page } = await saved(await opened({ message }));
      expect(page.querySelectorAll(".check")).to.have.length(message.checks.length);
      const numbers = [...page.querySelectorAll("td:first-child")].map((cell) =>
        Number(cell.textContent),
      );
      if (message.score === null) {
        expect(numbers).to.deep.equal([]);
        return;
      }
      const costs = numbers.slice(1).filter((n) => n <= 0);
      const [sum, limited] = numbers.slice(1 + costs.length);
      expect(numbers[0]).to.equal(100);
      expect(sum).to.equal(costs.reduce((left, cost) => left + cost, 100));
      expect(limited ?? sum).to.equal(message.score);
      expect(page.querySelector("caption")!.textContent).to.contain(`Score ${message.score}`);
    });
  }

  it("says which finding limits the score, or that too much is unknown", async () => {
    const lost = [{ by: "bans_disabled", points: 3 }];
    const limits: [object, number, RegExp][] = [
      [{ raw: 97, cap: { by: "bans_disabled", at: 69 }, lost }, 69, /69 Limited by “IP addresses/],
      [{ raw: 97, cap: null, lost }, 89, /89 Provisional: too many checks/],
      [{ raw: 97, cap: { by: "bans_disabled", at: 94 }, lost }, 89, /89 Provisional/],
      [{ raw: 97, cap: null, lost }, 97, /97 Sum $/],
      [{ raw: 97, cap: null }, 97, /97 Sum $/],
    ];
    for (const [score_detail, score, words] of limits) {
      const message = createRisk({ score, score_detail, provisional: score === 89 });
      const { page } = await saved(await opened({ message }));
      const lines = page.querySelector("table")!.textContent!.replace(/\s+/g, " ");
      expect(lines).to.match(words);
      unmountAll();
    }
  });

  it("says when its checks are too old", async () => {
    const { text } = await saved(await opened({ message: createRisk({ stale: true }) }));
    expect(text).to.contain("Outdated").and.contain("The last full check is too old.");
    expect(text).to.contain("last: at risk");
  });
});

describe("the report without names", () => {
  afterEach(unmountAll);

  it("asks the server for nothing", async () => {
    const card = await opened();
    await saved(card);
    expect(card.connection.sent).to.deep.equal([]);
  });

  it("has no text that is not from the translations", async () => {
    const canary = "canary.example";
    const check = { severity: "high", evidence: 2, params: { n: 2, variant: "no_threshold" } };
    const accepted = { reason: canary, until: iso(9 * DAY), by_you: true };
    const message = createRisk({
      score: 39,
      score_detail: {
        raw: 62,
        cap: { by: "bans_disabled", at: 39 },
        lost: [{ by: "bans_disabled", points: 38 }],
      },
      checks: ["fail", "unknown", "pass", "not_applicable"].flatMap((status) => [
        createCheck({ ...check, id: status === "fail" ? "bans_disabled" : status, status }),
        createCheck({ ...check, id: `${status}_accepted`, status, accepted }),
        createCheck({
          ...{ ...check, id: `certificate_${status}`, status, since: iso() },
          fix: { path: `/config/${canary}`, docs: `https://${canary}/` },
        }),
      ]),
    });
    const config = { title: canary };
    const card = await opened({ message, config, hass: { config: { location_name: canary } } });
    answerAll(card.connection, canary);
    expect(card.text(), "the card itself shows it").to.contain(canary);
    const { html, text } = await saved(card);
    expect(html).not.to.contain(canary);
    expect(text).to.contain("Without names, addresses and the reasons of accepted findings.");
    const { html: named } = await saved(await withNames(card));
    expect(named, "it would be found").to.contain(canary);
  });

  it("has none after names were fetched and dropped again", async () => {
    const card = await withNames(await opened());
    await card.press(NAMES);
    const { html } = await saved(card);
    for (const name of [ADDRESS, NAME, "It is offline"]) expect(html).not.to.contain(name);
  });
});

describe("the report with names", () => {
  afterEach(unmountAll);

  it("has the evidence, the reasons, and who accepted", async () => {
    const card = await withNames(await opened());
    const asked = card.connection.sent.map(({ type, check_id }) => `${type} ${check_id}`);
    expect(asked).to.deep.equal([
      "security_posture/evidence bans_disabled",
      "security_posture/accepted_risks undefined",
    ]);
    const { text } = await saved(card);
    for (const part of [ADDRESS, NAME, "It is offline", "3 times", "keep this report confidential"])
      expect(text).to.contain(part);
  });

  it("drops the names once it is made", async () => {
    const card = await withNames(await opened());
    await saved(card);
    expect((card.$(NAMES) as HTMLInputElement).checked).to.equal(false);
    expect((await saved(card)).html).not.to.contain(ADDRESS);
  });

  it("says that it is loading, and waits", async () => {
    const card = await opened();
    await card.press(NAMES); // nothing answers
    expect(card.$(".report [role=status]").textContent).to.contain("Loading details…");
    const save = card.$(SAVE);
    expect(save.getAttribute("aria-disabled")).to.equal("true");
    let made = 0;
    const { createObjectURL: create } = URL;
    URL.createObjectURL = (blob: Blob) => (made++, create.call(URL, blob));
    save.click();
    URL.createObjectURL = create;
    expect(made).to.equal(0);
  });

  it("says what could not be loaded", async () => {
    for (const [reply, words] of [
      [{ code: "unauthorized" }, "Log in with a password to see details."],
      [{ code: "home_assistant_error" }, "Could not be loaded."],
      [{ rows: "many" }, "Could not be loaded."],
    ] as const) {
      const card = await opened();
      card.connection.replies["security_posture/evidence"] = reply;
      card.connection.replies["security_posture/accepted_risks"] = { rows: [] };
      await card.press(NAMES);
      await settled();
      await card.settle();
      expect(card.$(".report [role=status]").textContent).to.contain("Some details could not be");
      const { page } = await saved(card);
      expect(page.querySelector(".check.fail")!.textContent).to.contain(words);
      unmountAll();
    }
  });

  it("says that a finding which has appeared since has no details", async () => {
    const card = await withNames(await opened({ message: createRisk() }));
    const { checks } = createRisk() as { checks: object[] };
    const late = createCheck({ id: "certificate_expired", status: "fail", evidence: 1 });
    card.connection.push(createRisk({ checks: [...checks, late] }));
    await card.settle();
    const { page } = await saved(card);
    const row = page.querySelector("[data-check=certificate_expired]")!;
    expect(row.textContent).to.contain("Could not be loaded.");
  });

  it("is not made for a user who is no longer an administrator", async () => {
    for (const end of [
      ({ card }: Mounted) => (card.hass = { ...card.hass!, user: { is_admin: false } }),
      ({ connection }: Mounted) => connection.push(createViewer()),
      ({ connection }: Mounted) => connection.drop(),
    ]) {
      const card = await withNames(await opened());
      const { report } = (card.card as unknown as { session: AdminSession }).session;
      end(card);
      await card.settle();
      expect(report.names).to.equal(null);
      expect(report.isOpen).to.equal(false);
      expect(card.$$(NAMES)).to.have.length(0);
      unmountAll();
    }
  });

  it("is released when the choices close", async () => {
    await withHeldFiles(async (held) => {
      const card = await withNames(await opened());
      await saved(card);
      await saved(card);
      expect(held.size, "one at a time").to.equal(1);
      await card.press(OPENER);
      expect(held.size).to.equal(0);
    });
  });
});

describe("the report as a file", () => {
  afterEach(() => {
    unmountAll();
    document.documentElement.dir = "";
  });

  it("shows hostile names as text", async () => {
    const accepted = { reason: HOSTILE, until: iso(9 * DAY), by_you: false };
    const checks = [
      createCheck({ status: "fail", evidence: 1, params: { host: HOSTILE } }),
      createCheck({ id: "sign_in_attack", status: "fail", accepted, params: { n: HOSTILE } }),
    ];
    const card = await opened({ message: createRisk({ ruleset: HOSTILE, checks }) });
    const rows = [{ kind: HOSTILE, text: HOSTILE, n: 1 }];
    card.connection.replies["security_posture/evidence"] = { rows };
    const by = [{ check_id: "sign_in_attack", by: HOSTILE }];
    card.connection.replies["security_posture/accepted_risks"] = { rows: by };
    await card.press(NAMES);
    await settled();
    await card.settle();
    const { html, page } = await saved(card);
    expect(page.querySelectorAll("script, img, iframe, object, embed, link")).to.have.length(0);
    expect(page.querySelectorAll("style")).to.have.length(1);
    const shownText = page.body.textContent!;
    const visible = `</style><img src=x onerror="top.hit=1">&lt;b&gt;"'<!-- --><script>`;
    expect(shownText.split(visible).length, "every name in full").to.be.above(4);
    const frame = await shown(html);
    await settled();
    expect((window as unknown as { hit?: number }).hit).to.equal(undefined);
    expect(frame.contentDocument!.body.textContent).to.contain(visible);
  });

  it("loads nothing, and its policy would forbid it", async () => {
    const { html, page } = await saved(await withNames(await opened()));
    expect(page.querySelector("meta[http-equiv]")!.getAttribute("content")).to.equal(POLICY);
    expect(html).not.to.match(/<script|\bsrc=|url\(|@import|\son\w+=/i);
    const frame = await shown(html);
    expect(frame.contentWindow!.performance.getEntriesByType("resource")).to.deep.equal([]);
    const blocked = new Promise<SecurityPolicyViolationEvent>((resolve) =>
      frame.contentDocument!.addEventListener("securitypolicyviolation", resolve),
    );
    const image = frame.contentDocument!.createElement("img");
    image.src = `${location.origin}/anything.png`;
    frame.contentDocument!.body.append(image);
    expect((await blocked).violatedDirective).to.equal("img-src");
  });

  it("is styled: its shapes have colours, and nothing is cut", async () => {
    const { html, page } = await saved(await withNames(await opened()));
    expect(page.querySelector("style")!.textContent).not.to.match(/&\w+;|:host/);
    const frame = await shown(html);
    const { contentDocument: own, contentWindow } = frame;
    const style = (selector: string): CSSStyleDeclaration =>
      contentWindow!.getComputedStyle(own!.querySelector(selector)!);
    const [red, green, blue] = colourOf(style(".outline").fill);
    expect(red, "the state of the report is at risk").to.be.above(3 * Math.max(green, blue));
    expect(style(".glyph.dim .outline, .dim .outline").fill).to.equal("none");
    expect(style("h1").color).to.equal("rgb(20, 20, 20)");
    expect(own!.documentElement.scrollWidth).to.be.at.most(800);
  });

  it("reads from right to left where Home Assistant does", async () => {
    document.documentElement.dir = "rtl";
    const { html, page } = await saved(await opened({ hass: { locale: { language: "ar" } } }));
    expect(page.documentElement.dir).to.equal("rtl");
    expect(page.documentElement.lang).to.equal("ar");
    const own = (await shown(html)).contentDocument!;
    const [glyph, headline] = ["svg", ".headline"].map((each) =>
      own.querySelector(`summary ${each}`)!.getBoundingClientRect(),
    );
    expect(glyph!.left).to.be.above(headline!.left);
  });

  it("is in the language of the user", async () => {
    const { page, text } = await saved(
      await opened({ hass: { ...HASS, localize: pseudoLocalize, locale: { language: "de" } } }),
    );
    expect(page.documentElement.lang).to.equal("de");
    expect(text).to.contain("6. Mai 2031, 14:00");
    for (const each of page.querySelectorAll("h1, h2, h4, p, summary, caption")) {
      const own = each.textContent!.trim();
      if (own && own !== "…") expect(own).to.contain("⟦");
    }
  });

  it("has nothing that axe finds", async () => {
    const { html } = await saved(await withNames(await opened()));
    // With the document's own policy no script runs in it.
    const script = '<script src="/node_modules/axe-core/axe.min.js"></script></head>';
    const frame = await shown(
      html
        .replace(/<meta http-equiv[^>]*>/, `<base href="${location.origin}">`)
        .replace("</head>", script),
    );
    const { axe } = frame.contentWindow as unknown as { axe: typeof Axe };
    const { violations, passes } = await axe.run();
    expect(violations.map(({ id }) => id)).to.deep.equal([]);
    expect(passes.map(({ id }) => id)).to.include.members(["html-has-lang", "color-contrast"]);
  });
});

describe("the report on a page whose policy forbids styles", () => {
  afterEach(unmountAll);

  for (const policy of ["default-src 'self'", "require-trusted-types-for 'script'"]) {
    it(`is complete: ${policy}`, async () => {
      const harness = await openHarness({ policy });
      const connection = new FakeConnection();
      connection.message = everything();
      const card = await mountIn(harness, connection);
      await card.press(".buttons .plain:nth-child(1)");
      await card.press(OPENER);
      harness.violations.length = 0;
      let file: Blob | undefined;
      const { URL: urls } = harness.page as unknown as { URL: typeof URL };
      const { createObjectURL } = urls;
      urls.createObjectURL = (made) => createObjectURL.call(urls, (file = made as Blob));
      await card.press(SAVE);
      const html = await file!.text();
      expect(html).to.contain("At risk").and.contain("never banned").and.contain("break-inside");
      for (const violation of harness.violations) expect(violation).to.match(/^style-src/);
      expect(harness.errors).to.deep.equal([]);
    });
  }
});
