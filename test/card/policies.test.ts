import { expect } from "@open-wc/testing";
import { FakeConnection, unmountAll } from "./builders.js";
import { settled } from "./clock.js";
import { mountIn, openHarness, wholeSession, type Harness } from "./harness.js";
import { cutOff } from "./sight.js";
import { ADDRESS, everything } from "./specimens.js";

const BUNDLE = "security-posture-card.js";

function connected(): FakeConnection {
  const connection = new FakeConnection();
  connection.message = everything();
  return connection;
}

describe("pages with rules of their own", () => {
  afterEach(unmountAll);

  const POLICIES = {
    "no inline style, nothing foreign": "default-src 'self'",
    "Trusted Types": "default-src 'self'; require-trusted-types-for 'script'",
    "Trusted Types by name": "require-trusted-types-for 'script'; trusted-types lit-html",
    "no request of any kind": "default-src 'none'; script-src 'self'",
  };
  for (const [name, policy] of Object.entries(POLICIES)) {
    it(`the card is whole under: ${name}`, async () => {
      const harness = await openHarness({ policy });
      const connection = connected();
      const card = await mountIn(harness, connection);
      // The test's own box is styled from outside; from here on it is the card alone.
      harness.violations.length = 0;
      const told = await wholeSession(card);
      await settled();
      expect(told.join()).to.contain(ADDRESS).and.contain("Last 24 hours").and.contain("Save");
      expect(connection.sent.map(({ type }) => type)).to.include("security_posture/accept_risk");
      expect(getComputedStyle(card.$(".word")).fontWeight, "it is styled").to.equal("700");
      expect(harness).to.deep.include({ violations: [], errors: [] });
    });
  }

  it("hears of what breaks a rule", async () => {
    const harness = await openHarness({ policy: POLICIES["no request of any kind"] });
    const image = harness.page.document.createElement("img");
    image.src = "/anything.png";
    harness.page.document.body.append(image);
    const types = await openHarness({ policy: POLICIES["Trusted Types"] });
    expect(() => Reflect.set(types.page.document.body, "innerHTML", "<b>")).to.throw();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(harness.violations.join()).to.contain("img-src");
    expect(types.violations.join()).to.contain("require-trusted-types-for");
  });

  it("asks for nothing but its own file in a whole session", async () => {
    const harness = await openHarness({});
    await wholeSession(await mountIn(harness, connected()));
    const asked = harness.page.performance.getEntriesByType("resource").map(({ name }) => name);
    // The test's own server puts a script of its own into every page.
    const ours = asked.filter((url) => !url.includes("__web-dev-server__"));
    expect(ours).to.have.length(1);
    expect(ours[0]).to.contain(BUNDLE);
    const { localStorage, sessionStorage, document } = harness.page;
    expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, ""]);
  });
});

describe("the oldest browsers", () => {
  afterEach(unmountAll);

  /** Take the rules away that such a browser would not know. */
  function withoutNewRules(harness: Harness): void {
    for (const card of harness.page.document.querySelectorAll("security-posture-card")) {
      const style = card.shadowRoot!.querySelector("style")!;
      const known = style.textContent
        .replace(/@container[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, "")
        .replace(/color-mix\((?:[^()]|\([^()]*\))*\)/g, "unset");
      expect(known.length).to.be.below(style.textContent.length - 1_000);
      expect(known).not.to.match(/@container|color-mix|:has\(/);
      style.textContent = known;
    }
  }

  it("show the card whole, and all that can be opened", async () => {
    const harness = await openHarness({ before: "/test/card/pages/old-browser.js" });
    expect(harness.page).not.to.have.property("structuredClone");
    expect("adoptedStyleSheets" in harness.page.document).to.equal(false);
    const connection = connected();
    const card = await mountIn(harness, connection);
    withoutNewRules(harness);
    expect(card.$$(".tile")).to.have.length(8);
    expect(card.$(".word").getBoundingClientRect().height).to.be.above(30);
    for (const tile of card.$$(".tile"))
      expect(tile.getBoundingClientRect().height).to.be.at.least(72);
    expect(cutOff(card)).to.deep.equal([]);
    const told = await wholeSession(card);
    expect(told.join()).to.contain(ADDRESS).and.contain("Last 24 hours").and.contain("Save");
    expect(connection.sent.map(({ type }) => type)).to.include("security_posture/accept_risk");
    expect(cutOff(card)).to.deep.equal([]);
    expect(harness.errors).to.deep.equal([]);
  });

  it("show it on a wall as well", async () => {
    const harness = await openHarness({ before: "/test/card/pages/old-browser.js" });
    const card = await mountIn(harness, connected(), 1_280);
    withoutNewRules(harness);
    expect(cutOff(card)).to.deep.equal([]);
  });
});
