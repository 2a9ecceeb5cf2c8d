/** Links to an area or a check, in the address of the page. */
import { expect } from "@open-wc/testing";
import {
  createRisk,
  createViewer,
  FakeConnection,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";

const ENTITIES = {
  "binary_sensor.x_bans": { platform: "security_posture", translation_key: "bans" },
};
const VIEWER = { user: { is_admin: false }, entities: ENTITIES };
const ADMIN = { user: { is_admin: true }, entities: ENTITIES };
/** How long a link is left to a card that can open it. */
const PATIENCE = 1_000;

describe("links", () => {
  let infos: unknown[];
  const start = location.pathname + location.search;
  const note = (event: Event): void => {
    infos.push((event as CustomEvent<{ config: { entity?: string } }>).detail.config.entity);
  };
  const wait = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));
  /** Navigate as Home Assistant does. */
  function navigate(to: string): void {
    history.replaceState(history.state, "", to);
    dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
  }
  const isOpen = (card: Mounted, id: string): boolean =>
    card.$$(`[data-check=${id}] details`).some((row) => row.hasAttribute("open"));

  beforeEach(() => {
    infos = [];
    addEventListener("hass-action", note);
    navigate(start);
  });
  afterEach(() => {
    removeEventListener("hass-action", note);
    unmountAll();
    navigate(start);
  });

  it("to an area open it for an administrator, once", async () => {
    navigate("#bans");
    const card = await mount({ message: createRisk(), hass: ADMIN });
    expect(card.$(".tile[data-press=bans]").getAttribute("aria-expanded")).to.equal("true");
    await card.press(".close");
    const again = await mount({ message: createRisk(), hass: ADMIN, connection: card.connection });
    card.connection.drop();
    card.connection.restore();
    await wait(PATIENCE + 100);
    await again.settle();
    expect(again.$$(".sheet"), "not again after a reconnection").to.have.length(0);
    navigate("#bans");
    await card.settle();
    expect(card.$$(".sheet"), "but for the next navigation").to.have.length(1);
  });

  it("to a check open its row and scroll to it", async () => {
    const card = await mount({ message: createRisk(), hass: ADMIN });
    location.hash = "bans_disabled";
    await wait(100);
    await card.settle();
    expect(isOpen(card, "bans_disabled")).to.equal(true);
    expect(isOpen(card, "sign_in_attack")).to.equal(false);
    const { top, bottom } = card.$("[data-check=bans_disabled] summary").getBoundingClientRect();
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(innerHeight);
  });

  it("to a check open its row where the list is always open", async () => {
    navigate("#bans_disabled");
    const config = { details: "always" };
    const card = await mount({ message: createRisk(), hass: ADMIN, config });
    expect(isOpen(card, "bans_disabled")).to.equal(true);
  });

  it("wait for the data", async () => {
    const connection = new FakeConnection();
    connection.answer = "mute";
    navigate("#bans");
    const card = await mount({ connection, hass: ADMIN });
    expect(card.$$(".sheet")).to.have.length(0);
    connection.push(createRisk());
    await card.settle();
    expect(card.$$(".sheet")).to.have.length(1);
  });

  it("to an area open its history for a viewer, whatever a tap does", async () => {
    const config = { area_tap_action: { action: "none" } };
    const card = await mount({ message: createViewer(createRisk()), hass: VIEWER, config });
    navigate("#bans");
    await card.settle();
    expect(infos).to.deep.equal(["binary_sensor.x_bans"]);
    card.connection.push(createViewer(createRisk()));
    await card.settle();
    expect(infos).to.have.length(1);
  });

  it("that are not known open nothing", async () => {
    const card = await mount({ message: createViewer(createRisk()), hass: VIEWER });
    const admin = await mount({ message: createRisk(), hass: ADMIN });
    for (const link of ["bans_disabled,", "kitchen", "%3Cimg%3E", "__proto__", "constructor"]) {
      navigate(`#${link}`);
      await wait(50);
    }
    navigate("#network"); // a viewer's, but without an entity
    await wait(PATIENCE + 100);
    await card.settle();
    expect(infos).to.deep.equal([]);
    expect(card.$$(".sheet")).to.have.length(0);
    await admin.settle();
  });

  it("to a check tell a viewer nothing", async () => {
    const card = await mount({ message: createViewer(createRisk()), hass: VIEWER });
    navigate("#bans_disabled");
    await wait(PATIENCE + 100);
    await card.settle();
    expect(infos).to.deep.equal([]);
  });

  it("are left to a card that shows its areas", async () => {
    const config = { layout: "compact" };
    const message = createRisk();
    const compact = await mount({ message, hass: ADMIN, config });
    navigate("#bans");
    await compact.settle();
    expect(infos).to.deep.equal([]);
    const full = await mount({ message, hass: ADMIN });
    expect(full.$$(".sheet")).to.have.length(1);
    await wait(PATIENCE + 100);
    expect(infos).to.deep.equal([]);
  });

  it("to another page are not followed by the card that is being left", async () => {
    const card = await mount({ message: createRisk(), hass: ADMIN });
    navigate("/another#bans");
    await card.settle();
    expect(card.$$(".sheet")).to.have.length(0);
    const next = await mount({ message: createRisk(), hass: ADMIN });
    expect(next.$$(".sheet")).to.have.length(1);
    expect(card.$$(".sheet")).to.have.length(0);
  });

  it("are not followed in the editor", async () => {
    navigate("#bans");
    const card = await mount({ message: createRisk(), hass: ADMIN, preview: true });
    await wait(PATIENCE + 100);
    await card.settle();
    expect(card.$$(".sheet")).to.have.length(0);
  });
});
