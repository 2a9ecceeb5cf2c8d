/** Events that interrupt what an administrator does. */
import type { Connection } from "home-assistant-js-websocket";
import { expect } from "@open-wc/testing";
import { storeFor } from "../../src/connection/store.js";
import { snapshotOf } from "../../src/model/view-model.js";
import {
  DAY,
  FakeConnection,
  createCheck,
  createHass,
  createRisk,
  createSnapshot,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { Clock, settled } from "./clock.js";
import { answerAll } from "./sample-cards.js";

const BANS = "button.tile:nth-of-type(3)";
const FINDING = createCheck({ status: "fail" });
const ACCEPTED = createCheck({
  status: "fail",
  accepted: { reason: "It is offline", until: iso(9 * DAY), by_you: true },
});

async function press(card: Mounted, words: string): Promise<void> {
  card
    .$$("button")
    .find(({ textContent }) => textContent!.trim() === words)!
    .click();
  await card.settle();
}

function adminOf(connection: FakeConnection): unknown {
  return snapshotOf(storeFor(connection as unknown as Connection).state)?.admin;
}

describe("interruptions", () => {
  afterEach(unmountAll);

  it("recent changes do not load forever after a short loss of the socket", async () => {
    const card = await mount({ message: createRisk() });
    answerAll(card.connection);
    await press(card, "Recent changes");
    await settled();
    await card.settle();
    expect(card.$$(".change")).to.have.length(4);
    card.connection.drop();
    await card.settle();
    card.connection.restore();
    await settled();
    await card.settle();
    expect(card.$$(".tile.ok"), "it is live again").to.have.length.above(0);
    expect(card.text()).not.to.contain("Loading");
    await press(card, "Recent changes");
    await settled();
    await card.settle();
    expect(card.$$(".change"), "one press opens it again").to.have.length(4);
  });

  it("an acceptance is sent once, however often it is pressed", async () => {
    const card = await mount({ message: createRisk({ checks: [FINDING] }) });
    await card.press(BANS);
    await card.openRows();
    await press(card, "Accept this risk");
    const form = card.$("form") as HTMLFormElement;
    const [reason, until] = form.querySelectorAll("input");
    reason!.value = "It is offline";
    until!.value = until!.max;
    form.requestSubmit();
    form.requestSubmit();
    await card.settle();
    form.requestSubmit();
    expect(card.connection.sent).to.have.length(1);
  });

  it("no form opens when a finding is reopened before the answer has arrived", async () => {
    const card = await mount({ message: createRisk({ checks: [ACCEPTED] }) });
    await card.press(BANS);
    await card.openRows();
    await press(card, "Reopen");
    expect(card.text()).to.contain("Sending");
    await press(card, "Reopen");
    expect(card.connection.sent, "sent once").to.have.length(1);
    card.connection.push(createRisk({ checks: [FINDING] }));
    await card.settle();
    expect(card.$$("form")).to.have.length(0);
    expect(card.$$(".check [aria-expanded=true]")).to.have.length(0);
  });

  it("the input of a form stays in place when a list that is always open changes", async () => {
    const checks = [
      createCheck({ id: "a", severity: "medium", status: "fail" }),
      createCheck({ id: "b" }),
    ];
    const card = await mount({ message: createRisk({ checks }), config: { details: "always" } });
    await card.press("[data-check=a] summary");
    await press(card, "Accept this risk");
    card.$("form input").setAttribute("value", "It is offline");
    const worse = [checks[0], { ...checks[1], severity: "critical", status: "fail" }];
    card.connection.push(createRisk({ checks: worse }));
    await card.settle();
    expect(card.$("form input").getAttribute("value")).to.equal("It is offline");
    const titles = (): string[] =>
      card.$$(".check .headline").map(({ textContent }) => textContent!.trim()[0]!);
    expect(titles()).to.deep.equal(["a", "b"]);
    await press(card, "Accept this risk");
    expect(titles(), "a row is still open").to.deep.equal(["a", "b"]);
    await card.press("[data-check=a] summary");
    expect(titles(), "by urgency when no row is open").to.deep.equal(["b", "a"]);
  });

  it("nothing in an open list is green when the report is outdated", async () => {
    const message = (stale: boolean): unknown => createSnapshot({ stale });
    const card = await mount({ message: message(false), config: { details: "always" } });
    const colour = (part: string): string => getComputedStyle(card.$(part)).fill;
    const green = colour(".check .outline");
    card.connection.push(message(true));
    await card.settle();
    expect(colour(".check .outline")).not.to.equal(green);
    expect(colour(".check .outline")).to.equal(colour(".counts .outline"));
  });

  describe("after some time", () => {
    let clock: Clock;
    beforeEach(() => (clock = new Clock()).install());
    afterEach(() => clock.restore());

    it("does not show the error of a check forever", async () => {
      const card = await mount();
      card.connection.replies["security_posture/recheck"] = { code: "home_assistant_error" };
      await press(card, "Check now");
      await clock.advance(1);
      await card.settle();
      expect(card.text()).to.contain("did not finish");
      await clock.advance(5 * 60_000);
      await card.settle();
      expect(card.text()).not.to.contain("did not finish");
    });

    it("leaves no timer when a press removes the card", async () => {
      const card = await mount({ config: { tap_action: { action: "navigate" } } });
      card.card.addEventListener("hass-action", () => card.card.remove());
      const button = card.$(".cover");
      button.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      button.click();
      await clock.advance(5_100);
      expect(clock.waiting).to.equal(0);
    });

    it("keeps no findings when no card is left", async () => {
      const card = await mount({ message: createRisk() });
      card.card.remove();
      await clock.advance(4_000);
      expect(adminOf(card.connection)).not.to.equal(null);
      await clock.advance(1_100);
      expect(adminOf(card.connection)).to.equal(null);
    });
  });

  it("a badge keeps no findings of a user who may not see them", async () => {
    await mount(); // defines it
    const connection = new FakeConnection();
    const badge = document.createElement("security-posture-badge");
    (badge as unknown as { setConfig(given: object): void }).setConfig({});
    Object.assign(badge, { hass: createHass(connection) });
    document.body.append(badge);
    await settled();
    expect(adminOf(connection)).not.to.equal(null);
    Object.assign(badge, { hass: createHass(connection, { user: { is_admin: false } }) });
    await settled();
    expect(adminOf(connection)).to.equal(null);
  });
});
