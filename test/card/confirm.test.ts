/** New administrators and tokens are confirmed below the list of them, in two steps. */
import { expect } from "@open-wc/testing";
import { createCheck, createRisk, iso, mount, unmountAll, type Mounted } from "./builders.js";
import { settled } from "./clock.js";

const SIGN_IN = "button.tile:nth-of-type(2)";
const EVIDENCE = "security_posture/evidence";
const CONFIRM = "security_posture/confirm_administrators";
const ROWS = [{ kind: "user", text: "Eve", at: iso() }];
const NEW = createCheck({
  id: "unexpected_admin",
  area: "sign_in",
  status: "fail",
  params: { variant: "administrator", n: 1 },
  evidence: 1,
});

const text = (card: Mounted): string => card.$(".inside").textContent!.replace(/\s+/g, " ");
const labels = (card: Mounted): string[] =>
  card.$$(".check button").map(({ textContent }) => textContent!.trim());

async function press(card: Mounted, label: string): Promise<void> {
  card
    .$$(".check button")
    .find(({ textContent }) => textContent!.trim() === label)!
    .click();
  await settled();
  await card.settle();
}

/** Open the details of the finding; the server answers with this confirmation. */
async function opened(confirmation?: unknown): Promise<Mounted> {
  const card = await mount({ message: createRisk({ checks: [NEW] }) });
  card.connection.replies[EVIDENCE] = {
    check_id: "unexpected_admin",
    rows: ROWS,
    ...(confirmation === undefined ? {} : { confirmation }),
  };
  await card.press(SIGN_IN);
  await card.openRows();
  await press(card, "Show details");
  return card;
}

describe("confirming new administrators", () => {
  afterEach(unmountAll);

  it("is offered below the list of them, and sends what was sent with it", async () => {
    const card = await opened("key");
    card.connection.replies[CONFIRM] = {};
    expect(text(card)).to.contain("Eve");
    await press(card, "Confirm as expected");
    expect(text(card)).to.contain("no longer counts as new");
    expect(card.connection.sent.filter(({ type }) => type === CONFIRM)).to.have.length(0);
    await press(card, "Confirm all of them");
    expect(card.connection.sent.at(-1)).to.deep.equal({ type: CONFIRM, confirmation: "key" });
    expect(text(card)).to.contain("Confirmed.").and.not.to.contain("Eve");
    expect(labels(card)).not.to.include("Confirm all of them");
    await press(card, "Show details");
    expect(text(card)).to.contain("Eve").and.not.to.contain("Confirmed.");
  });

  it("is not offered before the list is shown, nor after it is closed", async () => {
    const card = await opened("key");
    await press(card, "Confirm as expected");
    await press(card, "Show details");
    expect(labels(card)).not.to.include("Confirm as expected");
    expect(labels(card)).not.to.include("Confirm all of them");
    await press(card, "Show details");
    expect(labels(card), "the second step is closed").not.to.include("Confirm all of them");
  });

  it("says why it is not offered", async () => {
    const card = await opened(null);
    expect(labels(card)).not.to.include("Confirm as expected");
    expect(text(card)).to.contain("Only an administrator who is not new");
  });

  it("is not offered for other findings and by older versions", async () => {
    const card = await opened();
    expect(labels(card)).not.to.include("Confirm as expected");
    expect(text(card)).not.to.contain("Only an administrator who is not new");
  });

  for (const invalid of [7, ["key"], {}]) {
    it(`shows nothing of an invalid answer (${JSON.stringify(invalid)})`, async () => {
      const card = await opened(invalid);
      expect(text(card)).to.contain("Could not be loaded").and.not.to.contain("Eve");
    });
  }

  for (const [code, expected] of Object.entries({
    not_found: "The list has changed",
    not_allowed: "Only an administrator who is not new",
    unauthorized: "Log in with a password",
    not_ready: "Could not be saved",
    ["__proto__"]: "Something went wrong",
    unknown_error: "Something went wrong",
  })) {
    it(`shows why it was refused (${code})`, async () => {
      const card = await opened("key");
      card.connection.replies[CONFIRM] = { code };
      await press(card, "Confirm as expected");
      await press(card, "Confirm all of them");
      expect(text(card)).to.contain(expected).and.to.contain("Eve");
    });
  }

  it("is sent once, however often it is pressed", async () => {
    const card = await opened("key");
    await press(card, "Confirm as expected");
    for (let n = 0; n < 3; n++) await press(card, "Confirm all of them");
    expect(card.connection.sent.filter(({ type }) => type === CONFIRM)).to.have.length(1);
    expect(text(card)).to.contain("Sending");
  });

  it("shows nothing when the list was closed before the answer", async () => {
    const card = await opened("key");
    let answer: (value: unknown) => void = () => undefined;
    await press(card, "Confirm as expected");
    card.connection.sendMessagePromise = () => new Promise((resolve) => (answer = resolve));
    await press(card, "Confirm all of them");
    await press(card, "Show details");
    answer({});
    await settled();
    await card.settle();
    expect(text(card)).not.to.contain("Confirmed.");
  });

  for (const [by, expected] of [
    ["Ada <b>\u202e", "Confirmed by Ada <b>\u202e"],
    [null, ""],
    [7, ""],
    [undefined, ""],
  ] as const) {
    it(`recent changes say by whom it was confirmed (${String(by)})`, async () => {
      const card = await mount({ message: createRisk({ checks: [NEW] }) });
      const change = {
        kind: "confirmed",
        at: iso(),
        check_id: "unexpected_admin",
        severity: "high",
      };
      card.connection.replies["security_posture/changes"] = {
        looked_at: null,
        changes: [{ ...change, by }],
      };
      await card.press(".buttons .plain:nth-child(2)");
      await settled();
      await card.settle();
      const row = card.$(".all .change").textContent!.replace(/\s+/g, " ");
      expect(row).to.contain("New administrators confirmed");
      if (expected) expect(row).to.contain(expected);
      else expect(row).not.to.contain("Confirmed by");
    });
  }
});

describe("the reason of an acceptance", () => {
  afterEach(unmountAll);

  for (const [reason, expected] of [
    ["Family", "Family"],
    ["", "Log in with a password to see the reason."],
  ] as const) {
    it(`is shown if it was sent (${reason})`, async () => {
      const accepted = { reason, until: iso(86_400_000), by_you: true };
      const card = await mount({ message: createRisk({ checks: [{ ...NEW, accepted }] }) });
      await card.press(SIGN_IN);
      await card.openRows();
      expect(text(card)).to.contain(expected).and.to.contain("Reopen");
      if (reason) expect(text(card)).not.to.contain("Log in with a password");
    });
  }
});
