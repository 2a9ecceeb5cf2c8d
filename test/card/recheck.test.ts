/** "Check now" says what it does and what came of it, beside the button. */
import { expect } from "@open-wc/testing";
import {
  createCheck,
  createRisk,
  createViewer,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { Clock } from "./clock.js";

type Row = Record<string, unknown>;

const OPEN = (id: string, fields: Row = {}): Row => createCheck({ id, status: "fail", ...fields });
const OK = (id: string): Row => createCheck({ id });
const BUTTON = ".buttons .plain:last-child";

describe("Check now", () => {
  let clock: Clock;
  let card: Mounted;
  beforeEach(() => (clock = new Clock()).install());
  afterEach(() => {
    clock.restore();
    unmountAll();
  });

  const outcome = (): string => card.$(".outcome").textContent!.trim();

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
        expect(outcome()).to.equal(`Checked just now: ${expected.replace(/(?<=\d) /g, "\u00a0")}.`);
      });
    }
  }

  it("shows that it is running, where it was pressed, and does not move", async () => {
    for (const place of [{ width: 374 }, { width: 1280, height: 744, layout: "panel" }]) {
      card = await mount({ message: createRisk(), ...place });
      const box = (): string => JSON.stringify(card.$(BUTTON).getBoundingClientRect());
      const before = box();
      card.$(BUTTON).click();
      await card.settle();
      expect(outcome()).to.equal("Checking…");
      expect(card.$(BUTTON).getAttribute("aria-disabled")).to.equal("true");
      expect(getComputedStyle(card.$(BUTTON), "::before").content).to.equal('""');
      expect(box()).to.equal(before);
    }
  });

  it("goes on when something is opened, and is forgotten when the right to see it is lost", async () => {
    card = await mount({ message: createRisk() });
    card.$(BUTTON).click();
    await card.press("button.tile");
    expect(outcome()).to.equal("Checking…");
    card.connection.push(createViewer());
    await card.settle();
    card.connection.push(createRisk({ checked_at: iso(1_000) }));
    await card.settle();
    expect(outcome()).to.equal("");
    expect(card.$(BUTTON).getAttribute("aria-disabled")).to.equal("false");
  });

  it("waits for the results", async () => {
    await check([OPEN("a")], null);
    expect(outcome()).to.equal("Checking…");
  });

  it("an older outcome is no news", async () => {
    await check([OK("a")], [OPEN("a")]);
    await clock.advance(20_000);
    await card.settle();
    expect(outcome()).to.equal("");
  });

  it("later changes have another cause", async () => {
    await check([OK("a")], [OPEN("a")]);
    card.connection.push(createRisk({ checks: [OK("a")], checked_at: iso(2_000) }));
    await card.settle();
    expect(outcome()).to.equal("Checked just now: 1\u00a0new finding.");
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
});
