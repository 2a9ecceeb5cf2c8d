/** The row about this device: when it speaks of a wall, and that it can be put away. */
import { expect } from "@open-wc/testing";
import { createSnapshot, mount, unmountAll, type Mounted } from "./builders.js";
import { isOnWall } from "../../src/model/device-checks.js";

const now = (): string => new Date().toISOString();
const message = (fields: object = {}): object =>
  createSnapshot({ now: now(), checked_at: now(), ...fields });
const WRONG = { now: new Date(Date.now() + 3_600_000).toISOString() };
const WALL = { kioskMode: true };

/** Stand in for a screen of this size. */
function useScreen(width: number, height: number): void {
  Object.defineProperty(screen, "width", { value: width, configurable: true });
  Object.defineProperty(screen, "height", { value: height, configurable: true });
}
const row = ({ $$ }: Mounted): string =>
  $$(".device")
    .map(({ innerText }) => innerText)
    .join();

describe("the row about this device", () => {
  beforeEach(() => {
    localStorage.clear();
    useScreen(1280, 800);
  });
  afterEach(() => {
    unmountAll();
    Reflect.deleteProperty(screen, "width");
    Reflect.deleteProperty(screen, "height");
    localStorage.clear();
  });

  for (const [name, frontend, layout, size, expected] of [
    ["kiosk mode", { kioskMode: true }, "grid", [1280, 800], true],
    [
      "a panel view without the sidebar",
      { dockedSidebar: "always_hidden" },
      "panel",
      [1024, 600],
      true,
    ],
    ["no sidebar", { dockedSidebar: "always_hidden" }, "grid", [1280, 800], false],
    ["a panel view", { dockedSidebar: "docked" }, "panel", [1280, 800], false],
    ["a phone", { dockedSidebar: "always_hidden" }, "panel", [390, 844], false],
    ["a phone on its side", { kioskMode: true }, "panel", [932, 430], false],
    ["a small wall display", { kioskMode: true }, "panel", [800, 480], true],
  ] as const) {
    it(`${expected ? "takes" : "does not take"} ${name} for a wall`, async () => {
      useScreen(size[0], size[1]);
      expect(isOnWall(frontend, layout)).to.equal(expected);
      const card = await mount({ message: message(), hass: frontend, layout });
      expect(row(card).includes("wall tablet")).to.equal(expected);
    });
  }

  it("does not speak of a wall to a viewer", async () => {
    const hass = { ...WALL, user: { is_admin: false } };
    expect(row(await mount({ message: message({ audience: "viewer" }), hass }))).to.equal("");
  });

  it("can be put away, until there is another problem", async () => {
    const card = await mount({ message: message(), hass: WALL });
    await card.press(".device button");
    expect(row(card)).to.equal("");
    const reloaded = await mount({ message: message(), hass: WALL });
    expect(row(reloaded)).to.equal("");
    const changed = await mount({ message: message(WRONG), hass: WALL });
    expect(row(changed)).to.contain("clock").and.to.contain("wall tablet");
    await changed.press(".device button");
    expect(row(changed)).to.equal("");
    const other = await mount({ message: message(WRONG) });
    expect(row(other), "one of them alone is another set").to.contain("clock");
  });

  it("stays where nothing can be stored", async () => {
    const { getItem, setItem } = Storage.prototype;
    const refuse = (): never => {
      throw new DOMException("denied", "SecurityError");
    };
    Storage.prototype.getItem = Storage.prototype.setItem = refuse;
    try {
      const card = await mount({ message: message(WRONG) });
      expect(row(card)).to.contain("clock");
      await card.press(".device button");
      expect(row(card)).to.contain("clock");
    } finally {
      Object.assign(Storage.prototype, { getItem, setItem });
    }
  });
});
