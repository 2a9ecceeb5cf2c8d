import { expect } from "@open-wc/testing";
import { createCheck, createRisk, iso, mount, unmountAll, type Mounted } from "./builders.js";
import { Clock, settled } from "./clock.js";
import { answerAll, createReview, everything, open } from "./sample-cards.js";

const HOSTILE = [
  "<img src=x onerror=window.__pwned=1>",
  '"><script>window.__pwned=1</script>',
  '" onfocus=window.__pwned=1 autofocus x="',
  "\u202egnp.exe",
  "a" + "\u0301".repeat(5_000),
  "\u0000\ud800",
  "x".repeat(5_000),
  "__proto__",
];

/** Press the button with this text. */
async function press(card: Mounted, words: string): Promise<void> {
  const found = card.$$("button").find(({ textContent }) => textContent!.trim() === words);
  expect(found, words).not.to.equal(undefined);
  found!.click();
  await settled();
  await card.settle();
}

/** A risk accepted by another user, with a reason. */
function accepted(reason: string): unknown {
  const acceptance = { reason, until: iso(86_400_000), by_you: false };
  return createRisk({ checks: [createCheck({ status: "fail", accepted: acceptance })] });
}

describe("hostile answers", () => {
  afterEach(unmountAll);

  function expectTame(card: Mounted, selector: string, text: string): void {
    const shown = card.$(selector).textContent!;
    expect(shown.includes(text.slice(0, 256)), "as it was sent").to.equal(true);
    expect(shown.length, "and no longer than it may be").to.be.below(400);
    expect(card.$$("img, script, [onfocus], [autofocus], [onload], [x], iframe")).to.have.length(0);
    expect((window as { __pwned?: number }).__pwned).to.equal(undefined);
    const body = card.$(".body");
    expect(body.scrollWidth).to.be.at.most(body.clientWidth);
  }

  for (const text of HOSTILE) {
    const name = JSON.stringify(text.slice(0, 20));

    it(`the reason of an acceptance, and who gave it: ${name}`, async () => {
      const card = await mount({ message: accepted(text) });
      card.connection.replies["security_posture/accepted_risks"] = {
        rows: [{ check_id: "bans_disabled", by: text }],
      };
      await card.press("button.tile:nth-of-type(3)");
      await card.openRows();
      expectTame(card, ".check bdi", text);
      await press(card, "Show who accepted it");
      expectTame(card, ".check p:last-of-type bdi, .check bdi:nth-last-of-type(1)", text);
    });

    it(`recent changes: ${name}`, async () => {
      const card = await mount({ message: createRisk() });
      const row = { kind: text, at: iso(), check_id: text, severity: text };
      card.connection.replies["security_posture/changes"] = { looked_at: null, changes: [row] };
      await press(card, "Recent changes");
      expectTame(card, ".all .headline", text);
    });

    it(`what was replaced in a copy: ${name}`, async () => {
      const card = await mount({ message: createRisk() });
      await press(card, "All checks");
      await card.press(".share button");
      await settled();
      card.connection.copy?.({ copy: { counts: { [text]: 1 }, left_out: 0, zip: btoa("zip") } });
      await card.settle();
      if (text !== "__proto__") expectTame(card, ".share [role=status]", text);
      expect(card.$("a[download]").getAttribute("download")).to.equal("to-share.zip");
    });

    it(`what is found for a copy: ${name}`, async () => {
      const card = await mount({ message: createRisk() });
      await press(card, "All checks");
      await card.press(".share button");
      await settled();
      const found = createReview(text) as { kinds: object[] };
      const kinds = [...found.kinds, { ...found.kinds[2], kind: text }];
      card.connection.copy?.({ review: { ...found, kinds } });
      await card.settle();
      for (const details of card.$$(".share details")) (details as HTMLDetailsElement).open = true;
      for (const shown of [
        ".choice:nth-child(5) label bdi",
        "h3 ~ ul ~ ul .choice label bdi",
        "label ~ ul bdi",
        ".share details bdi",
        ".share details li bdi",
      ]) {
        if (text !== "__proto__" || !shown.includes("5)")) {
          const [row] = card.$$(shown);
          expect(row!.textContent!.includes(text.slice(0, 200)), shown).to.equal(true);
        }
        expectTame(card, "label ~ ul bdi", text);
      }
    });

    it(`the error code of a command: ${name}`, async () => {
      const card = await mount({ message: createRisk() });
      card.connection.replies["security_posture/accept_risk"] = { code: text };
      await card.press("button.tile:nth-of-type(3)");
      await card.openRows();
      await press(card, "Accept this risk");
      (card.$("form input") as HTMLInputElement).value = "mine";
      (card.$("form input[type=date]") as HTMLInputElement).value = "2031-06-01";
      await press(card, "Accept");
      expect(card.$("form [role=status]").textContent).to.equal(
        "Something went wrong. Try again in a minute.",
      );
    });
  }

  it("a message of 5 MB is rejected without reading it", async () => {
    const card = await mount({ message: createRisk() });
    const row = createCheck({ status: "fail" });
    const checks = Array.from({ length: 32_000 }, (_, n) => ({ ...row, id: `check_${n}` }));
    const huge = createRisk({ checks });
    expect(JSON.stringify(huge).length).to.be.above(5e6);
    let rowsRead = 0;
    const counted = new Proxy(checks, {
      get(rows, name, receiver): unknown {
        if (/^\d+$/.test(String(name))) rowsRead++;
        return Reflect.get(rows, name, receiver);
      },
    });
    card.connection.push({ ...huge, checks: counted });
    await card.settle();
    expect(rowsRead, "it is rejected for its length, without reading it").to.be.below(1_000);
    expect(card.$(".word").textContent!.trim()).to.equal("Incompatible data");
    card.connection.push(createRisk({ ruleset: "r".repeat(5e6), card: "c".repeat(5e6) }));
    await card.settle();
    expect(card.$(".word").textContent!.trim()).to.equal("At risk");
    expect(card.root.textContent!.length).to.be.below(20_000);
  });
});

describe("a page that believes its user to be an administrator", () => {
  const clock = new Clock();
  beforeEach(() => clock.install());
  afterEach(() => {
    clock.restore();
    unmountAll();
  });

  it("is refused every command, once each, and shows it", async () => {
    const card = await mount({ message: everything() });
    const { connection } = card;
    answerAll(connection);
    for (const name of ["evidence", "changes", "accepted_risks", "accept_risk", "reopen_risk"])
      connection.replies[`security_posture/${name}`] = { code: "unauthorized" };
    connection.replies["security_posture/recheck"] = { code: "unauthorized" };
    connection.copyRefused = "unauthorized";
    await card.press("button.tile:nth-of-type(3)");
    await card.openRows();
    await press(card, "Show details");
    expect(card.text()).to.contain("Log in with a password to see");
    await press(card, "Show who accepted it");
    await press(card, "Reopen");
    expect(card.text()).to.contain("Log in with a password to do this.");
    await press(card, "Accept this risk");
    (card.$("form input") as HTMLInputElement).value = "mine";
    (card.$("form input[type=date]") as HTMLInputElement).value = "2031-06-01";
    await press(card, "Accept");
    expect(card.$("form [role=status]").textContent).to.contain("Log in with a password");
    await press(card, "Check now");
    await press(card, "Recent changes");
    expect(card.$(".all").textContent).to.contain("does not allow this user");
    const asked = connection.sent.map(({ type }) => String(type).split("/")[1]);
    const each = ["evidence", "accepted_risks", "reopen_risk", "accept_risk", "recheck", "changes"];
    expect(asked).to.deep.equal(each);
    await clock.advance(3_600_000);
    expect(connection.sent, "no storm of retries").to.have.length(6);
    expect(connection.asked).to.equal(1);
  });

  it("is refused the subscription, and does not retry", async () => {
    const card = await mount({ message: everything() });
    card.connection.drop();
    card.connection.answer = { code: "unauthorized" };
    card.connection.restore();
    await clock.advance(3_600_000);
    await card.settle();
    expect(card.connection.asked).to.equal(2);
    expect(card.$(".word").textContent!.trim()).to.equal("Not allowed");
    expect(card.$$("button:not(.device *), .check, .tile")).to.have.length(0);
  });

  it("closes all panels when the right is lost", async () => {
    const card = await mount({ message: everything() });
    const opened = open(card, "evidence");
    await clock.advance(1);
    await opened;
    card.connection.push(createRisk({ audience: "viewer" }));
    await card.settle();
    expect(card.$$("button:not(.device *), .check")).to.have.length(0);
  });
});
