/** The list of all checks: closed rows in groups, and the filter. */
import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import {
  DAY,
  FakeConnection,
  createCheck,
  createRisk,
  createSnapshot,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { settled } from "./clock.js";
import { goldenAdmin } from "./golden-reports.js";
import { mountIn, openHarness } from "./harness.js";

const ROWS: [id: string, status: string, severity: string, area: string, fields?: object][] = [
  ["tls_weak", "pass", "critical", "encryption"],
  ["container_socket", "not_applicable", "high", "host"],
  ["backup_missing", "unknown", "low", "backups", { reason: "timeout" }],
  ["bans_disabled", "fail", "high", "bans", { gain: 3 }],
  ["sign_in_attack", "fail", "high", "sign_in", { gain: 9, params: { n: 20 } }],
  ["admin_without_mfa", "fail", "critical", "sign_in", { params: { variant: "remote", n: 1 } }],
  ["core_outdated", "pass", "low", "updates"],
];
const ACCEPTED = { reason: "It is offline", until: iso(9 * DAY), by_you: true };
const CHECKS = ROWS.map(([id, status, severity, area, fields]) =>
  createCheck({ id, status, severity, area, ...fields }),
);
CHECKS.push(
  createCheck({ id: "aged_access_token", status: "fail", area: "sign_in", accepted: ACCEPTED }),
);

const idsIn = (card: Mounted, group: string): (string | undefined)[] =>
  card.$$(`.group.${group} .check:not([hidden])`).map(({ dataset }) => dataset.check);
const headings = (card: Mounted): string[] =>
  card
    .$$(".group:not([hidden]) > h4")
    .map(({ textContent }) => textContent!.replace(/\s+/g, " ").trim());
const shown = (card: Mounted): (string | undefined)[] =>
  card.$$(".group:not([hidden]) .check:not([hidden])").map(({ dataset }) => dataset.check);

async function listed(checks = CHECKS, wanted = {}): Promise<Mounted> {
  const card = await mount({ message: createRisk({ checks }), ...wanted });
  await card.press(".admin .plain");
  return card;
}

const row = (id: string): string => `[data-check=${id}] summary`;
const push = async (card: Mounted, checks: unknown): Promise<void> => {
  card.connection.push(createRisk({ checks }));
  await card.settle();
};
const changed = (id: string, fields: object): unknown[] =>
  CHECKS.map((check) => (check.id === id ? { ...check, ...fields } : check));

describe("the list of all checks", () => {
  afterEach(unmountAll);

  it("has findings first, the gravest first, and each group with its count", async () => {
    const card = await listed();
    expect(headings(card)).to.deep.equal([
      "Findings 3",
      "Not checked 1",
      "Accepted 1",
      "Passed 2",
      "Not applicable 1",
    ]);
    const findings = ["admin_without_mfa", "sign_in_attack", "bans_disabled"];
    expect(idsIn(card, "fail"), "then by the points a fix gains").to.deep.equal(findings);
    expect(idsIn(card, "accepted")).to.deep.equal(["aged_access_token"]);
    expect(idsIn(card, "pass"), "in the order of the catalogue").to.deep.equal([
      "tls_weak",
      "core_outdated",
    ]);
  });

  it("says of each finding in words how grave it is, and where", async () => {
    const card = await listed();
    const text = (id: string): string => card.$(`[data-check=${id}] .weight`).textContent!;
    expect(text("admin_without_mfa")).to.equal("Login · Critical");
    expect(text("aged_access_token")).to.equal("Login · High · accepted");
    expect(text("tls_weak")).to.equal("OK");
    expect(text("container_socket")).to.equal("Not applicable");
  });

  it("leaves out groups without checks", async () => {
    const card = await listed([createCheck()]);
    expect(headings(card)).to.deep.equal(["Passed 1"]);
  });

  it("says so when there are no checks", async () => {
    const card = await listed([]);
    expect(card.$(".all").textContent).to.contain("No checks");
  });

  it("has nothing in a row but what is visible, until it is opened", async () => {
    const card = await listed();
    expect(card.$$(".opened")).to.have.length(0);
    expect(card.$$("details[open]")).to.have.length(0);
    await card.press(row("bans_disabled"));
    expect(card.$$(".opened")).to.have.length(1);
    expect((card.$("[data-check=bans_disabled] details") as HTMLDetailsElement).open).to.equal(
      true,
    );
    await card.press(row("bans_disabled"));
    expect(card.$$(".opened, details[open]")).to.have.length(0);
  });

  it("opens rows with the keyboard", async () => {
    const card = await listed();
    card.$(row("bans_disabled")).focus();
    for (const [key, open] of [
      ["Enter", 1],
      ["Space", 0],
      ["Space", 1],
    ] as const) {
      await sendKeys({ press: key });
      await card.settle();
      expect(card.$$("details[open]"), key).to.have.length(open);
    }
  });

  it("keeps an open row in its place, whatever becomes of its check", async () => {
    const card = await listed();
    await card.press(row("sign_in_attack"));
    const before = shown(card);
    await push(card, changed("sign_in_attack", { status: "pass" }));
    expect(shown(card)).to.deep.equal(before);
    expect(card.$("[data-check=sign_in_attack] .weight").textContent).to.equal("Login · OK");
    expect(card.$("[data-check=sign_in_attack]").classList.contains("ok")).to.equal(true);
    expect(card.$$("[data-check=sign_in_attack] .opened")).to.have.length(1);
    await card.press(".close");
    await card.press(".admin .plain");
    expect(idsIn(card, "pass"), "where it belongs when the list is opened").to.include(
      "sign_in_attack",
    );
  });

  it("keeps what is typed when a check appears or is gone", async () => {
    const card = await listed();
    await card.press(row("bans_disabled"));
    await card.press("[data-check=bans_disabled] .bare");
    const input = card.$("form input") as HTMLInputElement;
    input.value = "It is offline";
    const [first, ...rest] = CHECKS;
    const added = createCheck({ id: "certificate_expired", status: "fail", severity: "critical" });
    await push(card, [added, ...rest.filter(({ id }) => id !== "admin_without_mfa")]);
    expect(card.$("form input") === input && input.isConnected).to.equal(true);
    expect(card.$("[data-check=bans_disabled]").contains(input)).to.equal(true);
    expect(idsIn(card, "fail")).to.deep.equal([
      "sign_in_attack",
      "bans_disabled",
      "certificate_expired",
    ]);
    expect(idsIn(card, "pass")).not.to.include(first!.id);
  });

  it("clears what was opened in a row when the row is closed", async () => {
    const checks = [createCheck({ status: "fail", evidence: 1 })];
    const card = await listed(checks);
    card.connection.replies["security_posture/evidence"] = {
      rows: [{ kind: "address", text: "203.0.113.7", at: iso(), n: 3 }],
    };
    await card.press(row("bans_disabled"));
    await card.press("[data-check=bans_disabled] [aria-expanded]");
    await settled();
    await card.settle();
    expect(card.text()).to.contain("203.0.113.7");
    await card.press("[data-check=bans_disabled] .bare");
    await card.press(row("bans_disabled"));
    await card.press(row("bans_disabled"));
    expect(card.text()).not.to.contain("203.0.113.7");
    expect(card.$$("form")).to.have.length(0);
  });

  it("offers the fix first and the acceptance last", async () => {
    const docs = "https://www.home-assistant.io/docs/";
    const fix = { path: "/config/network", docs };
    const card = await listed([createCheck({ status: "fail", evidence: 2, gain: 4, fix })]);
    await card.openRows();
    const labels = card.$$(".opened a, .opened button").map((each) => each.textContent!.trim());
    expect(labels).to.deep.equal([
      "Open settings",
      "Read the documentation",
      "Show details",
      "Accept this risk",
    ]);
    expect(card.$(".opened .primary").textContent!.trim()).to.equal("Open settings");
    expect(card.$(".opened").textContent).to.contain("raises the score by 4");
  });

  it("shows points only where a fix adds some", async () => {
    const card = await listed([
      createCheck({ id: "a", status: "fail" }),
      createCheck({ id: "b", status: "fail", gain: 4, accepted: ACCEPTED }),
      createCheck({ id: "c", gain: 4 }),
    ]);
    await card.openRows();
    expect(card.$$(".opened")).to.have.length(3);
    expect(card.text()).not.to.contain("raises the score");
  });

  it("is the same where it is always open", async () => {
    const card = await mount({
      message: createRisk({ checks: CHECKS }),
      config: { details: "always" },
    });
    const inline = shown(card);
    expect(inline).to.deep.equal(shown(await listed()));
    await card.press(row("bans_disabled"));
    await push(card, changed("tls_weak", { status: "fail" }));
    expect(shown(card), "nothing moves while a row is open").to.deep.equal(inline);
    await card.press(row("bans_disabled"));
    expect(idsIn(card, "fail")).to.include("tls_weak");
  });
});

describe("the filter of the list", () => {
  afterEach(unmountAll);
  const MANY = [
    ...CHECKS,
    ...Array.from({ length: 13 }, (_, n) => createCheck({ id: `x${n}`, area: "host" })),
  ];
  const type = async (card: Mounted, text: string): Promise<void> => {
    const input = card.$(".filter input") as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await card.settle();
  };
  const choose = async (card: Mounted, group: string): Promise<void> => {
    const select = card.$(".filter select") as HTMLSelectElement;
    select.value = group;
    select.dispatchEvent(new Event("change"));
    await card.settle();
  };
  const status = (card: Mounted): string => card.$(".filter [role=status]").textContent!.trim();

  it("is there from 21 rows on", async () => {
    expect((await listed(MANY)).$$(".filter")).to.have.length(1);
    expect((await listed(MANY.slice(1))).$$(".filter")).to.have.length(0);
  });

  for (const [query, expected] of [
    ["never banned", ["bans_disabled"]],
    ["NEVER  Banned ", ["bans_disabled"]],
    ["banned never", ["bans_disabled"]],
    ["passwords alone", []],
    ["MFA", ["admin_without_mfa"]], // the topic
    ["guessed without limit", ["bans_disabled"]], // why
    ["number of login attempts before a ban", ["bans_disabled"]], // what to do
    ["critical", ["admin_without_mfa"]],
    ["backups", ["backup_missing"]], // the area
  ] as const) {
    it(`finds “${query}”`, async () => {
      const card = await listed(MANY);
      await type(card, query);
      expect(shown(card)).to.deep.equal(expected);
      expect(status(card)).to.equal(
        expected.length ? "1 of 21 checks shown." : "No check matches the filter.",
      );
    });
  }

  it("ignores accents, in the text and in what is typed", async () => {
    const words = (key: string, values: Record<string, string>): string => {
      const end = key.split("config_panel.")[1] ?? "";
      if (end.startsWith("checks.bans_disabled.fail")) return "Łączność: Größe déjà vu";
      return localize(key, values);
    };
    const { localize } = await import("./builders.js");
    const card = await listed(MANY, { hass: { localize: words } });
    for (const query of ["lacznosc", "grosse", "GRÖSSE", "deja", "DÉJÀ", "łączność"]) {
      await type(card, query);
      expect(shown(card), query).to.deep.equal(["bans_disabled"]);
    }
  });

  it("selects a state, together with words", async () => {
    const card = await listed(MANY);
    await choose(card, "fail");
    expect(headings(card)).to.deep.equal(["Findings 3"]);
    expect(status(card)).to.equal("3 of 21 checks shown.");
    await type(card, "alone");
    expect(shown(card)).to.deep.equal(["admin_without_mfa"]);
    await type(card, "aged_access_token"); // an id, which is nowhere in the texts
    expect(shown(card)).to.have.length(0);
    await type(card, "");
    await choose(card, "accepted");
    expect(shown(card)).to.deep.equal(["aged_access_token"]);
    await choose(card, "");
    await type(card, "");
    expect(shown(card)).to.have.length(21);
    expect(status(card)).to.equal("");
  });

  it("says when nothing is found", async () => {
    const card = await listed(MANY);
    await type(card, "zzz");
    expect(shown(card)).to.have.length(0);
    expect(headings(card)).to.have.length(0);
    expect(status(card)).to.equal("No check matches the filter.");
  });

  it("leaves open rows where they are, with what is typed in them", async () => {
    const card = await listed(MANY);
    await card.press(row("bans_disabled"));
    await card.press("[data-check=bans_disabled] .bare");
    (card.$("form input") as HTMLInputElement).value = "It is offline";
    await type(card, "backups");
    expect(shown(card)).to.deep.equal(["bans_disabled", "backup_missing"]);
    expect((card.$("form input") as HTMLInputElement).value).to.equal("It is offline");
  });

  it("is cleared with the panel", async () => {
    const card = await listed(MANY);
    await type(card, "backups");
    await card.press(".close");
    await card.press(".admin .plain");
    expect(shown(card)).to.have.length(21);
    expect((card.$(".filter input") as HTMLInputElement).value).to.equal("");
  });

  it("is used with the keyboard: Escape clears the words before it closes the list", async () => {
    const card = await listed(MANY);
    card.$(".filter input").focus();
    await sendKeys({ type: "backups" });
    await card.settle();
    expect(shown(card)).to.deep.equal(["backup_missing"]);
    await sendKeys({ press: "Escape" });
    await card.settle();
    expect(card.$$(".sheet")).to.have.length(1);
    expect(shown(card)).to.have.length(21);
    await sendKeys({ press: "Escape" });
    await card.settle();
    expect(card.$$(".sheet")).to.have.length(0);
  });

  it("axe finds nothing, with and without a result", async () => {
    const card = await listed(MANY);
    await expect(card.card).to.be.accessible();
    await type(card, "zzz");
    await expect(card.card).to.be.accessible();
    const input = card.$(".filter input");
    expect(input.getAttribute("aria-label")).to.equal("Filter checks");
  });
});

describe("the length of the list", () => {
  afterEach(unmountAll);

  /** The golden report that has the most findings. */
  async function whole(width: number): Promise<Mounted> {
    const card = await mount({ message: goldenAdmin("report-at-risk.json"), width });
    await card.press(".admin .plain");
    expect(card.$$(".check").length).to.be.at.least(69);
    return card;
  }

  for (const width of [464, 1_280]) {
    it(`is at most 2,500 px for 69 closed rows at ${width} px`, async () => {
      const card = await whole(width);
      const top = card.$(".sheet").getBoundingClientRect().top;
      const rows = card.$$(".check");
      expect(rows[68]!.getBoundingClientRect().bottom - top).to.be.at.most(2_500);
    });
  }

  it("is at most 1,500 nodes with all rows closed, as built", async () => {
    const connection = new FakeConnection();
    const report = goldenAdmin("report-at-risk.json") as { checks: unknown[] };
    connection.message = { ...report, checks: report.checks.slice(0, 69) };
    const card = await mountIn(await openHarness({}), connection, 464);
    await card.press(".admin .plain");
    expect(card.$$(".check")).to.have.length(69);
    const { root } = card;
    const walker = document.createTreeWalker(root);
    let nodes = 0;
    while (walker.nextNode()) nodes++;
    expect(nodes).to.be.at.most(1_500);
  });

  it("has rows that a finger can press", async () => {
    const card = await whole(464);
    for (const each of card.$$(".check summary")) {
      const least = each.closest(".pass, .not_applicable") ? 24 : 40;
      expect(each.parentElement!.getBoundingClientRect().height).to.be.at.least(least - 1);
    }
  });

  it("says that nothing needs attention by having no findings", async () => {
    const card = await mount({ message: createSnapshot() });
    await card.press(".admin .plain");
    expect(headings(card)).to.deep.equal(["Passed 1"]);
    expect(card.$$(".start")).to.have.length(0);
  });
});
