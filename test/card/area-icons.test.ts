import { expect } from "@open-wc/testing";
import { createSnapshot, mount, unmountAll, type Mounted } from "./builders.js";

/** Of the entities; each area has one of the same name. */
interface Icons {
  entity: { binary_sensor: Record<string, { default: string }> };
}
const ICONS = "/custom_components/security_posture/icons.json";
const { entity } = (await (await fetch(ICONS)).json()) as Icons;
const width = 464;

function drawn(card: Mounted, part: string): DOMRect {
  return card.$(`.tile ${part}`).getBoundingClientRect();
}

// In this order: an element cannot be undefined again.
describe("the icon of an area", () => {
  afterEach(unmountAll);

  it("is replaced by the shape of the state where Home Assistant's element is missing", async () => {
    const card = await mount({ width });
    expect(drawn(card, "ha-icon").width).to.equal(0);
    expect(drawn(card, ".glyph").width).to.equal(36);
  });

  it("has the shape of the state as a badge", async () => {
    customElements.define("ha-icon", class extends HTMLElement {});
    const card = await mount({ width });
    const [icon, badge] = [drawn(card, "ha-icon"), drawn(card, ".glyph")];
    expect([icon.width, badge.width]).to.deep.equal([36, 16]);
    expect(badge.right).to.be.within(icon.right, icon.right + 4);
    expect(badge.top).to.be.within(icon.top - 4, icon.top);
  });

  it("is that of the area's entity", async () => {
    const { areas } = createSnapshot() as { areas: { id: string }[] };
    const card = await mount({ width });
    const icons = card.$$("ha-icon").map((icon) => icon.getAttribute("icon"));
    const expected = areas.map(({ id }) => entity.binary_sensor[id]?.default);
    expect(icons).to.have.length(8);
    expect(icons).to.deep.equal(expected);
  });

  it("is not drawn on a wall, where the shape must be seen from afar", async () => {
    const card = await mount({ width: 1_280, height: 744, layout: "panel" });
    expect(drawn(card, "ha-icon").width).to.equal(0);
    expect(drawn(card, ".glyph").width).to.be.above(60);
  });
});
