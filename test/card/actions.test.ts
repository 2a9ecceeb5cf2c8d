/** What a press does: for administrators, for viewers, configured or not; by finger, mouse and key. */
import { expect } from "@open-wc/testing";
import {
  createHass,
  createRisk,
  createViewer,
  FakeConnection,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import type { SecurityPostureBadge } from "../../src/security-posture-badge.js";

const AREAS = ["encryption", "sign_in", "bans", "network", "updates", "backups", "secrets", "host"];
/** The registry as the frontend has it; ids were changed, the area "host" is disabled. */
const ENTITIES = Object.fromEntries([
  ["sun.sun", { platform: "sun", translation_key: "state" }],
  ["sensor.renamed", { platform: "security_posture", translation_key: "state" }],
  ["sensor.points", { platform: "security_posture", translation_key: "score" }],
  ...AREAS.filter((area) => area !== "host").map((area) => [
    `binary_sensor.x_${area}`,
    { platform: "security_posture", translation_key: area },
  ]),
]) as object;
const VIEWER = { user: { is_admin: false }, entities: ENTITIES };
const ADMIN = { user: { is_admin: true }, entities: ENTITIES };
const NAVIGATE = { action: "navigate", navigation_path: "/x" };

interface Fired {
  config: Record<string, unknown>;
  action: string;
}

describe("actions", () => {
  let fired: Fired[];
  /** Where the finger is: the guard against double presses remembers the place of the last one. */
  let x = 0;
  const note = (event: Event): void => void fired.push((event as CustomEvent<Fired>).detail);

  beforeEach(() => {
    fired = [];
    x += 100;
    addEventListener("hass-action", note);
  });
  afterEach(() => {
    removeEventListener("hass-action", note);
    unmountAll();
  });

  const viewer = (config: object = {}): Promise<Mounted> =>
    mount({
      message: createViewer({ ...createRisk() }),
      hass: VIEWER,
      config: config as Record<string, unknown>,
    });
  const administrator = (config: object = {}): Promise<Mounted> =>
    mount({ message: createRisk(), hass: ADMIN, config: config as Record<string, unknown> });
  const tile = (area: string): string => `.tile[data-press=${area}]`;
  const wait = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));

  /** Press as a finger does. */
  function point(target: HTMLElement, type: string, fields: PointerEventInit = {}): void {
    target.dispatchEvent(
      new PointerEvent(type, {
        ...{ bubbles: true, composed: true, cancelable: true, isPrimary: true },
        ...{ pointerType: "touch", clientX: x, clientY: 50, ...fields },
      }),
    );
  }
  function click(target: HTMLElement): boolean {
    const at = { clientX: x, clientY: 50, detail: 1 };
    const event = new MouseEvent("click", {
      bubbles: true,
      composed: true,
      cancelable: true,
      ...at,
    });
    return target.dispatchEvent(event);
  }
  function tap(target: HTMLElement): void {
    point(target, "pointerdown");
    point(target, "pointerup");
    click(target);
  }

  it("a viewer's tap opens the history of what was tapped, by whatever id it has", async () => {
    const card = await viewer();
    for (const [part, entity] of [
      [".cover", "sensor.renamed"],
      [".score", "sensor.points"],
      [tile("bans"), "binary_sensor.x_bans"],
    ] as const) {
      await card.press(part);
      expect(fired.pop()).to.deep.equal({
        config: { entity, tap_action: { action: "more-info" } },
        action: "tap",
      });
    }
  });

  it("what has no entity is no button", async () => {
    const card = await viewer();
    expect(card.$$(".tile")).to.have.length(8);
    expect(card.$$("button.tile")).to.have.length(7);
    const none = await mount({ message: createViewer(), hass: { ...VIEWER, entities: undefined } });
    expect(none.$$("button:not(.plain)")).to.have.length(0);
    none.card.hass = createHass(none.connection, VIEWER);
    await none.settle();
    expect(none.$$("button.tile"), "they are found when they come").to.have.length(7);
  });

  it("a viewer is told who can see what to do, only where there is something", async () => {
    const hint = "An administrator can see what to do.";
    expect((await viewer()).text()).to.contain(hint);
    expect((await administrator()).text()).not.to.contain(hint);
    const good = await mount({ message: createViewer(), hass: VIEWER });
    expect(good.text()).not.to.contain(hint);
    const stale = await mount({
      message: createViewer({ ...createRisk(), stale: true }),
      hass: VIEWER,
    });
    expect(stale.text()).not.to.contain(hint);
  });

  it("an administrator's tile opens its checks, the state its history", async () => {
    const card = await administrator();
    await card.press(tile("bans"));
    expect(fired).to.deep.equal([]);
    expect(card.$(tile("bans")).getAttribute("aria-expanded")).to.equal("true");
    await card.press(".cover");
    expect(fired.pop()?.config.entity).to.equal("sensor.renamed");
  });

  it("an administrator's compact card opens the history", async () => {
    const card = await administrator({ layout: "compact" });
    await card.press(".cover");
    expect(fired.pop()?.config.entity).to.equal("sensor.renamed");
  });

  it("a configured tap is used where a tap does not open the checks, as before", async () => {
    const config = { tap_action: NAVIGATE };
    const seen = await viewer(config);
    await seen.press(".cover");
    await seen.press(tile("bans"));
    await seen.press(tile("host"));
    expect(fired.map((each) => each.config.tap_action)).to.deep.equal([
      NAVIGATE,
      NAVIGATE,
      NAVIGATE,
    ]);
    expect(seen.$$("button.score"), "the whole of the state does the same").to.have.length(0);
    const own = await administrator(config);
    await own.press(tile("bans"));
    expect(fired).to.have.length(3);
    const never = await administrator({ ...config, details: "never" });
    await never.press(tile("bans"));
    expect(fired).to.have.length(4);
  });

  it("areas can have an action of their own", async () => {
    const card = await viewer({ tap_action: { action: "none" }, area_tap_action: NAVIGATE });
    expect(card.$$(".cover, button.score")).to.have.length(0);
    await card.press(tile("bans"));
    expect(fired.pop()).to.deep.equal({
      config: { entity: "binary_sensor.x_bans", tap_action: NAVIGATE },
      action: "tap",
    });
    const none = await viewer({ area_tap_action: { action: "none" } });
    expect(none.$$("button.tile")).to.have.length(0);
    expect(none.$$(".cover")).to.have.length(1);
  });

  it("more-info of a named entity needs none of ours", async () => {
    const action = { action: "more-info", entity: "sensor.x", confirmation: { text: "Sure?" } };
    const card = await mount({
      message: createViewer(),
      hass: { user: { is_admin: false } },
      config: { tap_action: action },
    });
    await card.press(".cover");
    expect(fired.pop()?.config.tap_action).to.deep.equal(action);
  });

  describe("holding", () => {
    const config = { hold_action: NAVIGATE };

    it("for half a second runs the action, and the click that follows does nothing", async () => {
      const card = await viewer(config);
      const part = card.$(tile("bans"));
      point(part, "pointerdown");
      await wait(400);
      expect(fired).to.deep.equal([]);
      await wait(150);
      const held = { entity: "binary_sensor.x_bans", hold_action: NAVIGATE };
      expect(fired).to.deep.equal([{ config: held, action: "hold" }]);
      point(part, "pointerup");
      expect(click(part), "swallowed").to.equal(false);
      expect(fired).to.have.length(1);
      tap(part);
      expect(fired.pop()?.action, "the next press taps").to.equal("tap");
    });

    it("of an area can be another action, also for an administrator", async () => {
      const card = await administrator({ ...config, area_hold_action: { action: "none" } });
      for (const part of [card.$(tile("bans")), card.$(".cover")]) {
        point(part, "pointerdown");
        await wait(550);
        point(part, "pointerup");
      }
      expect(fired.map((each) => each.config.entity)).to.deep.equal(["sensor.renamed"]);
    });

    for (const [name, end] of Object.entries({
      "is moved": (part: HTMLElement) => point(part, "pointermove", { clientY: 70 }),
      "scrolls the page": (part: HTMLElement) => point(part, "pointercancel"),
      "is lifted": (part: HTMLElement) => point(part, "pointerup"),
      "is joined by another": (part: HTMLElement) =>
        point(part, "pointerdown", { isPrimary: false, clientX: 90 }),
    })) {
      it(`does nothing if the finger ${name}`, async () => {
        const card = await viewer(config);
        const part = card.$(tile("bans"));
        point(part, "pointerdown");
        point(part, "pointermove", { clientX: x + 3 });
        await wait(100);
        end(part);
        await wait(500);
        expect(fired).to.deep.equal([]);
      });
    }

    it("opens no context menu, which stays where nothing is configured", async () => {
      const menu = (part: HTMLElement): boolean =>
        part.dispatchEvent(
          new PointerEvent("contextmenu", { bubbles: true, composed: true, cancelable: true }),
        );
      expect(menu((await viewer(config)).$(tile("bans")))).to.equal(false);
      expect(menu((await viewer()).$(tile("bans")))).to.equal(true);
    });
  });

  describe("tapping twice", () => {
    const config = { double_tap_action: NAVIGATE };

    it("runs the action once and does not tap", async () => {
      const card = await viewer(config);
      const part = card.$(tile("bans"));
      tap(part);
      await wait(100);
      tap(part);
      await wait(400);
      const twice = { entity: "binary_sensor.x_bans", double_tap_action: NAVIGATE };
      expect(fired).to.deep.equal([{ config: twice, action: "double_tap" }]);
      await wait(200);
      tap(part);
      await wait(400);
      expect(fired.map(({ action }) => action)).to.deep.equal(["double_tap", "tap"]);
    });

    it("once taps after a quarter of a second, and opens an administrator's checks", async () => {
      const card = await administrator(config);
      tap(card.$(tile("bans")));
      await card.settle();
      expect(card.$$(".sheet")).to.have.length(0);
      await wait(350);
      await card.settle();
      expect(card.$$(".sheet")).to.have.length(1);
      expect(fired).to.deep.equal([]);
    });

    it("two different tiles taps the second", async () => {
      const card = await viewer(config);
      tap(card.$(tile("bans")));
      x += 100;
      tap(card.$(tile("network")));
      await wait(350);
      expect(fired.map((each) => each.config.entity)).to.deep.equal(["binary_sensor.x_network"]);
    });

    it("does not delay keys, nor taps where it is not configured", async () => {
      const card = await viewer(config);
      await card.press(tile("bans")); // a click without a count, as keys make it
      expect(fired.map(({ action }) => action)).to.deep.equal(["tap"]);
      const plain = await viewer();
      tap(plain.$(tile("bans")));
      expect(fired).to.have.length(2);
    });
  });

  it("the badge does all of it, and nothing if so configured", async () => {
    const connection = new FakeConnection();
    const badge = document.createElement("security-posture-badge") as SecurityPostureBadge;
    badge.setConfig({ type: "custom:security-posture-badge", hold_action: NAVIGATE });
    badge.hass = createHass(connection, VIEWER);
    document.body.append(badge);
    for (let turn = 0; turn < 8; turn++) await badge.updateComplete;
    const button = badge.shadowRoot!.querySelector("button")!;
    tap(button);
    await wait(600);
    point(button, "pointerdown");
    await wait(550);
    expect(fired.map(({ action, config }) => [action, config.entity])).to.deep.equal([
      ["tap", "sensor.renamed"],
      ["hold", "sensor.renamed"],
    ]);
    badge.setConfig({ type: "custom:security-posture-badge", tap_action: { action: "none" } });
    await badge.updateComplete;
    expect(badge.shadowRoot!.querySelector("button")).to.equal(null);
  });
});
