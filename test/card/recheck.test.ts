/** "Check now" says what it does and what came of it, beside the button. */
import { expect } from "@open-wc/testing";
import { createCheck, createRisk, iso, mount, unmountAll, type Mounted } from "./builders.js";
import { Clock } from "./clock.js";

type Row = Record<string, unknown>;

const OPEN = (id: string, fields: Row = {}): Row => createCheck({ id, status: "fail", ...fields });
const OK = (id: string): Row => createCheck({ id });
const BUTTON = ".check-now";

describe("Check now", () => {
  let clock: Clock;
  let card: Mounted;
  beforeEach(() => (clock = new Clock()).install());
  afterEach(() => {
    clock.restore();
    unmountAll();
  });

  const outcome = (): string => card.$(".outcome").textContent!.trim();
  const label = (): string => card.$(BUTTON).textContent!.trim();

  async function check(before: Row[], after: Row[] | null, isLate = false): Promise<void> {
    card = await mount({ message: createRisk({ checks: before }) });
    const push = (): void =>
      card.connection.push(createRisk({ checks: after, checked_at: iso(1_000) }));
    card.connection.replies["security_posture/recheck"] = { checked_at: iso(1_000) };
    card.$(BUTTON).click();
    await card.settle();
    if (after && !isLate) push();
    await clock.advance(1);
    if (after && isLate) push();
    await clock.advance(1);
    await card.settle();
  }

  const CASES: [string, Row[], Row[], string][] = [
    ["nothing", [OPEN("a"), OK("b")], [OPEN("a"), OK("b")], "no change in the findings"],
    ["a new finding", [OK("a")], [OPEN("a")], "1 new finding"],
    ["two fixed ones", [OPEN("a"), OPEN("b")], [OK("a"), OK("b")], "2 findings fewer"],
    [
      "one for another",
      [OPEN("a"), OK("b")],
      [OK("a"), OPEN("b")],
      "1 new finding, 1 finding fewer",
    ],
    [
      "one that cannot be checked any more: it is not fixed",
      [OPEN("a")],
      [createCheck({ id: "a", status: "unknown", reason: "timeout" })],
      "1 finding can no longer be checked",
    ],
    [
      "an accepted one, which does not count",
      [OPEN("a", { accepted: { reason: "", until: iso(9e8), by_you: true } })],
      [OK("a")],
      "no change in the findings",
    ],
  ];
  for (const isLate of [false, true]) {
    for (const [name, before, after, expected] of CASES) {
      it(`reports ${name}; the results come ${isLate ? "after" : "before"} the answer`, async () => {
        await check(before, after, isLate);
        expect(outcome()).to.equal(`Checked just now: ${expected}.`);
        expect(label()).to.equal("Check now");
      });
    }
  }

  it("shows that it is running, and does not change its width", async () => {
    card = await mount({ message: createRisk() });
    const width = card.$(BUTTON).getBoundingClientRect().width;
    card.$(BUTTON).click();
    await card.settle();
    expect(label()).to.equal("Checking…");
    expect(card.$(BUTTON).getAttribute("aria-disabled")).to.equal("true");
    expect(getComputedStyle(card.$(BUTTON), "::before").content, "a line below it").to.equal('""');
    expect(card.$(BUTTON).getBoundingClientRect().width).to.equal(width);
    expect(outcome()).to.equal("");
  });

  it("waits for the results, but not without end", async () => {
    await check([OPEN("a")], null);
    expect(label()).to.equal("Checking…");
    await clock.advance(10_000);
    await card.settle();
    expect(label()).to.equal("Check now");
    expect(outcome()).to.equal("");
  });

  it("an older outcome is no news", async () => {
    await check([OK("a")], [OPEN("a")]);
    await clock.advance(60_000);
    await card.settle();
    expect(outcome()).to.equal("");
  });

  it("later changes have another cause", async () => {
    await check([OK("a")], [OPEN("a")]);
    card.connection.push(createRisk({ checks: [OK("a")], checked_at: iso(2_000) }));
    await card.settle();
    expect(outcome()).to.equal("Checked just now: 1 new finding.");
  });

  for (const [code, expected] of [
    ["home_assistant_error", "The check did not finish. Try again in a minute."],
    ["not_ready", "The first check is still running."],
  ] as const) {
    it(`shows the error ${code} in the same place`, async () => {
      card = await mount({ message: createRisk() });
      card.connection.replies["security_posture/recheck"] = { code };
      card.$(BUTTON).click();
      await clock.advance(1);
      await card.settle();
      expect(outcome()).to.equal(expected);
    });
  }

  it("does not move the button in a card of fixed height", async () => {
    card = await mount({ message: createRisk(), width: 1280, height: 744, layout: "panel" });
    const before = card.$(BUTTON).getBoundingClientRect().top;
    card.connection.replies["security_posture/recheck"] = { code: "failed" };
    card.$(BUTTON).click();
    await clock.advance(1);
    await card.settle();
    expect(outcome()).not.to.equal("");
    expect(card.$(BUTTON).getBoundingClientRect().top).to.equal(before);
  });
});
