import { expect } from "@open-wc/testing";
import { createRisk, iso, mount, unmountAll } from "./builders.js";
import { Clock } from "./clock.js";

const BANS = "button.tile:nth-of-type(3)";
const EVIDENCE = ".check button.plain";
const ROWS = { rows: [{ kind: "address", text: "203.0.113.7", at: iso(), n: 3 }] };

describe("the administrator's part, without responses", () => {
  const clock = new Clock();
  beforeEach(() => clock.install());
  afterEach(() => {
    clock.restore();
    unmountAll();
  });

  it("shows an error when evidence times out", async () => {
    const card = await mount({ message: createRisk() });
    await card.press(BANS);
    await card.openRows();
    await card.press(EVIDENCE);
    expect(card.$(".evidence").textContent).to.contain("Loading");
    await clock.advance(15_100);
    await card.settle();
    expect(card.$(".evidence").textContent).to.contain("Could not be loaded");
  });

  it("shows an error when a check times out", async () => {
    const card = await mount();
    await card.press(".buttons .plain:last-child");
    await clock.advance(120_100);
    await card.settle();
    expect(card.$(".admin").textContent).to.contain("did not finish");
  });

  it("clears names and addresses as soon as the socket is lost", async () => {
    const card = await mount({ message: createRisk() });
    card.connection.replies["security_posture/evidence"] = ROWS;
    await card.press(BANS);
    await card.openRows();
    await card.press(EVIDENCE);
    await clock.advance(1);
    await card.settle();
    expect(card.text()).to.contain("203.0.113.7");
    card.connection.drop();
    await card.settle();
    expect(card.text()).not.to.contain("203.0.113.7");
  });
});
