import { expect } from "@open-wc/testing";
import {
  createCheck,
  createRisk,
  createSnapshot,
  createViewer,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { settled } from "./clock.js";

const BANS = "button.tile:nth-of-type(3)";
const EVIDENCE = ".check button.plain";
const ROWS = { rows: [{ kind: "address", text: "203.0.113.7", at: iso(), n: 3 }] };
const VIEWER = { user: { is_admin: false } };

async function openEvidence(reply: unknown = ROWS): Promise<Mounted> {
  const card = await mount({ message: createRisk() });
  card.connection.replies["security_posture/evidence"] = reply;
  await card.press(BANS);
  await card.openRows();
  await card.press(EVIDENCE);
  await settled();
  await card.settle();
  return card;
}

describe("the administrator's part", () => {
  afterEach(unmountAll);

  it("opens an area in place, findings first, and closes it again", async () => {
    const card = await mount({ message: createRisk() });
    expect(card.$(BANS).getAttribute("aria-expanded")).to.equal("false");
    await card.press(BANS);
    expect(card.$(BANS).getAttribute("aria-expanded")).to.equal("true");
    expect(card.$(BANS).nextElementSibling).to.equal(card.$(".inside"));
    expect(card.$$(".check").map(({ className }) => className)).to.deep.equal([
      "check fail",
      "check ok",
    ]);
    await card.press("button.tile:nth-of-type(1)");
    expect(card.$$(".inside")).to.have.length(1);
    expect(card.$(BANS).getAttribute("aria-expanded")).to.equal("false");
    await card.press("button.tile:nth-of-type(1)");
    expect(card.$$(".inside")).to.have.length(0);
  });

  it("shows what is wrong, why it matters and what to do", async () => {
    const card = await mount({ message: createRisk() });
    await card.press(BANS);
    await card.openRows();
    const text = card.$(".check.fail").textContent!.replace(/\s+/g, " ");
    expect(text).to.match(/IP addresses are never banned/);
    expect(text).to.match(/High/);
    expect(text).to.match(/Why it matters\. \S/);
    expect(text).to.match(/What to do\. \S/);
  });

  it("lists the checks of all areas", async () => {
    const card = await mount({ message: createRisk() });
    await card.press(".admin .plain");
    expect(card.$$(".all .check")).to.have.length(2);
    await card.press("button.tile:nth-of-type(1)");
    expect(card.text()).to.contain("No checks for this area yet.");
    expect(card.$$(".all"), "one list at a time").to.have.length(0);
  });

  it("orders the checks by urgency", async () => {
    const rows: [string, string, string][] = [
      ["n", "not_applicable", "high"],
      ["p", "pass", "critical"],
      ["u", "unknown", "low"],
      ["l", "fail", "low"],
      ["c", "fail", "critical"],
      ["i", "fail", "info"],
      ["x", "fail", "cosmic"],
    ];
    const checks = rows.map(([id, status, severity]) => createCheck({ id, status, severity }));
    const card = await mount({ message: createRisk({ checks }) });
    await card.press(BANS);
    const ids = card.$$(".check .headline").map((title) => title.textContent!.trim()[0]);
    expect(ids).to.have.length(7);
    expect(ids.join("")).to.equal("xcliupn");
    expect(
      card.$(".check").classList.contains("fail"),
      "unknown severities count as high",
    ).to.equal(true);
  });

  it("does not move rows of an open list", async () => {
    const card = await mount({ message: createRisk() });
    await card.press(BANS);
    const title = (): string | undefined => card.$(".check").dataset.check;
    const first = title();
    const [attack, bans] = createRisk().checks as object[];
    const swapped = [
      { ...attack, status: "fail" },
      { ...bans, status: "pass" },
    ];
    card.connection.push(createRisk({ checks: swapped }));
    await card.settle();
    expect(title()).to.equal(first);
    expect(card.$(".check").classList.contains("ok")).to.equal(true);
  });

  it("marks a finding that can no longer be checked", async () => {
    const carried = createCheck({ status: "fail", since: iso(-86_400_000), reason: "timeout" });
    const card = await mount({ message: createRisk({ checks: [carried] }) });
    await card.press(BANS);
    await card.openRows();
    expect(card.text()).to.contain(
      "Last confirmed May 5, 2031, 14:00; could not be rechecked since.",
    );
    expect(card.text()).to.contain("There was no response in time.");
  });

  it("explains what limits the score, and the exposure", async () => {
    const message = createRisk({
      score_detail: { raw: 62, cap: { by: "bans_disabled", at: 39 }, lost: [] },
      exposure: {
        level: "internet",
        evidence: [{ kind: "external_url" }, { kind: "global_session", n: 3 }],
      },
    });
    const card = await mount({ message });
    expect(card.$(".admin").textContent).to.match(/Score 39: limited by “.+” \(62 without it\)/);
    expect(card.$(".admin").textContent).to.match(/a public external address, 3\ssessions/);
    const plain = await mount({ message, config: { show_score: false } });
    expect(plain.text()).not.to.contain("Score");
  });

  it("details: never leaves no trace of them; always shows all", async () => {
    const never = await mount({ message: createRisk(), config: { details: "never" } });
    expect(never.$$("button:not(.device *), .check, .admin")).to.have.length(0);
    const always = await mount({ message: createRisk(), config: { details: "always" } });
    expect(always.$$("button.tile")).to.have.length(0);
    expect(always.$$(".all .check")).to.have.length(2);
  });

  it("shows names and addresses when opened, and clears them when closed", async () => {
    const card = await openEvidence();
    expect(card.connection.sent).to.deep.equal([
      { type: "security_posture/evidence", check_id: "bans_disabled" },
    ]);
    expect(card.$(".evidence").textContent).to.match(/203\.0\.113\.7\s+3\stimes/);
    await card.press(EVIDENCE);
    expect(card.text()).not.to.contain("203.0.113.7");
    await card.press(BANS);
    await card.press(BANS);
    await card.openRows();
    expect(card.$$(".evidence")).to.have.length(0);
  });

  it("names on request what could not be checked", async () => {
    const row = { status: "unknown", reason: "too_large" };
    const card = await mount({ message: createSnapshot({ checks: [createCheck(row)] }) });
    await card.press(BANS);
    await card.openRows();
    expect(card.$$(EVIDENCE)).to.have.length(0);
    const named = await mount({
      message: createSnapshot({ checks: [createCheck({ ...row, evidence: 1 })] }),
    });
    named.connection.replies["security_posture/evidence"] = ROWS;
    await named.press(BANS);
    await named.openRows();
    await named.press(EVIDENCE);
    await settled();
    await named.settle();
    expect(named.$(".evidence").textContent).to.contain("203.0.113.7");
  });

  const REFUSALS = {
    unauthorized: "Log in with a password",
    not_ready: "Could not be loaded",
    unknown_error: "Could not be loaded",
  };
  for (const [code, expected] of Object.entries(REFUSALS)) {
    it(`shows the error when the server answers ${code}`, async () => {
      const card = await openEvidence({ code });
      expect(card.$(".evidence").textContent).to.contain(expected);
    });
  }

  it("shows an error when the rows are invalid", async () => {
    const card = await openEvidence({ rows: [{ text: 3 }] });
    expect(card.$(".evidence").textContent).to.contain("Could not be loaded");
  });

  it("clears names and addresses when the element is removed", async () => {
    const card = await openEvidence();
    const { parentElement } = card.card;
    card.card.remove();
    parentElement!.append(card.card);
    await card.settle();
    expect(card.$$(".evidence, .inside")).to.have.length(0);
  });

  it("clears everything when the user is no longer an administrator", async () => {
    const card = await openEvidence();
    card.card.hass = { ...card.card.hass!, ...VIEWER };
    await card.settle();
    expect(card.$$("button:not(.device *), .check, .admin")).to.have.length(0);
    card.card.hass = { ...card.card.hass!, user: { is_admin: true } };
    await card.settle();
    expect(card.$$("button:not(.device *)"), "the data is gone as well").to.have.length(0);
  });

  it("clears everything when the server sends a viewer's snapshot", async () => {
    const card = await openEvidence();
    card.connection.push(createViewer());
    await card.settle();
    expect(card.$$("button:not(.device *), .check, .admin")).to.have.length(0);
    expect(card.text()).not.to.contain("203.0.113.7");
  });

  it("shows nothing while the user is unknown", async () => {
    const card = await mount({ message: createRisk(), hass: { user: undefined } });
    expect(card.$$("button:not(.device *), .check, .admin")).to.have.length(0);
    card.card.hass = { ...card.card.hass!, user: { is_admin: true } };
    await card.settle();
    expect(card.$$("button.tile"), "nothing was lost by waiting").to.have.length(8);
  });

  it("is not opened by an answer that comes after it was closed", async () => {
    const card = await mount({ message: createRisk() });
    let answer: (rows: unknown) => void = () => undefined;
    const { connection } = card;
    connection.sendMessagePromise = () => new Promise((resolve) => (answer = resolve));
    await card.press(BANS);
    await card.openRows();
    await card.press(EVIDENCE);
    await card.press(EVIDENCE);
    answer(ROWS);
    await settled();
    await card.settle();
    expect(card.$$(".evidence")).to.have.length(0);
  });

  it("shows a manipulated page nothing that was not sent", async () => {
    const card = await mount({ message: createViewer(), hass: { user: { is_admin: true } } });
    expect(card.$$("button:not(.device *)")).to.have.length(0);
  });

  it("sends administrators' commands for administrators only", async () => {
    const card = await mount({ message: createRisk(), hass: VIEWER });
    expect(card.$$("button:not(.device *)")).to.have.length(0);
    expect(card.connection.sent).to.deep.equal([]);
  });

  it("sends one check at a time", async () => {
    const card = await mount({ message: createSnapshot() });
    const button = ".buttons .plain:last-child";
    await card.press(button);
    await card.press(button);
    expect(card.connection.sent).to.deep.equal([{ type: "security_posture/recheck" }]);
    expect(card.$(".admin").textContent).to.contain("Checking…");
    expect(card.$(button).getAttribute("aria-disabled")).to.equal("true");
  });

  for (const [code, expected] of Object.entries({
    not_ready: "still running",
    home: "did not finish",
  })) {
    it(`shows why the check failed (${code})`, async () => {
      const card = await mount();
      card.connection.replies["security_posture/recheck"] = { code };
      await card.press(".buttons .plain:last-child");
      await settled();
      await card.settle();
      expect(card.$(".admin").textContent).to.contain(expected);
    });
  }

  it("offers a reload when a newer card is served", async () => {
    const { SecurityPostureCard } = await import("../../src/security-posture-card.js");
    const own = SecurityPostureCard as unknown as { served: string };
    try {
      own.served = "aaaa";
      expect((await mount({ message: createSnapshot({ card: "aaaa" }) })).$$(".reload")).to.be
        .empty;
      expect((await mount({ message: createSnapshot({ card: "" }) })).$$(".reload")).to.have.length(
        0,
      );
      const viewer = await mount({ message: createViewer({ card: "bbbb" }), hass: VIEWER });
      expect(viewer.$(".reload button").textContent).to.contain("Reload");
    } finally {
      own.served = "";
    }
  });
});
