import { expect, waitUntil } from "@open-wc/testing";
import { FakeConnection, unmountAll } from "./builders.js";
import { settled } from "./clock.js";
import { mountIn, openHarness, wholeSession, type Harness } from "./harness.js";
import { clippedTexts } from "./visible-text.js";
import { ADDRESS, everything } from "./sample-cards.js";

const BUNDLE = "security-posture-card.js";

function connected(): FakeConnection {
  const connection = new FakeConnection();
  connection.message = everything();
  return connection;
}

describe("pages with a content security policy", () => {
  afterEach(unmountAll);

  const POLICIES = {
    "no inline style, nothing foreign": "default-src 'self'",
    "Trusted Types": "default-src 'self'; require-trusted-types-for 'script'",
    "Trusted Types by name": "require-trusted-types-for 'script'; trusted-types lit-html",
    "no request of any kind": "default-src 'none'; script-src 'self'",
  };
  for (const [name, policy] of Object.entries(POLICIES)) {
    it(`the card works with: ${name}`, async () => {
      const harness = await openHarness({ policy });
      const connection = connected();
      const card = await mountIn(harness, connection);
      // The container of the test has inline styles; later violations are caused by the card.
      harness.violations.length = 0;
      const texts = await wholeSession(card);
      await settled();
      expect(texts.join()).to.contain(ADDRESS).and.contain("yesterday").and.contain("Download");
      expect(connection.sent.map(({ type }) => type)).to.include("security_posture/accept_risk");
      expect(getComputedStyle(card.$(".word")).fontWeight, "it is styled").to.equal("700");
      expect(harness).to.deep.include({ violations: [], errors: [] });
    });
  }

  it("detects a violation", async () => {
    const harness = await openHarness({ policy: POLICIES["no request of any kind"] });
    const image = harness.page.document.createElement("img");
    image.src = "/anything.png";
    harness.page.document.body.append(image);
    const types = await openHarness({ policy: POLICIES["Trusted Types"] });
    expect(() => Reflect.set(types.page.document.body, "innerHTML", "<b>")).to.throw();
    await waitUntil(() => harness.violations.length && types.violations.length, "no violation", {
      timeout: 30_000,
    });
    expect(harness.violations.join()).to.contain("img-src");
    expect(types.violations.join()).to.contain("require-trusted-types-for");
  });

  it("requests only its own file in a whole session", async () => {
    const harness = await openHarness({});
    await wholeSession(await mountIn(harness, connected()));
    const asked = harness.page.performance.getEntriesByType("resource").map(({ name }) => name);
    // The test server adds a script to every page.
    const ours = asked.filter((url) => !url.includes("__web-dev-server__"));
    expect(ours).to.have.length(1);
    expect(ours[0]).to.contain(BUNDLE);
    const { localStorage, sessionStorage, document } = harness.page;
    expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, ""]);
  });
});

describe("the oldest browsers", () => {
  afterEach(unmountAll);

  /** Assert that no rule is left that such a browser does not support. */
  function expectOldRules(harness: Harness): void {
    for (const card of harness.page.document.querySelectorAll("security-posture-card")) {
      const styles = [...card.shadowRoot!.querySelectorAll("style")];
      const css = styles.map(({ textContent }) => textContent).join("");
      expect(css)
        .to.contain(".hero")
        .and.not.to.match(/@container|color-mix|:has\(/);
    }
  }

  it("show the whole card and all that can be opened", async () => {
    const harness = await openHarness({ before: "/test/card/pages/old-browser.js" });
    expect(harness.page).not.to.have.property("structuredClone");
    expect("adoptedStyleSheets" in harness.page.document).to.equal(false);
    const connection = connected();
    const card = await mountIn(harness, connection);
    expectOldRules(harness);
    expect(card.$$(".tile")).to.have.length(8);
    expect(card.$(".word").getBoundingClientRect().height).to.be.above(20);
    for (const tile of card.$$(".tile"))
      expect(tile.getBoundingClientRect().height).to.be.at.least(48);
    expect(clippedTexts(card)).to.deep.equal([]);
    const texts = await wholeSession(card);
    expect(texts.join()).to.contain(ADDRESS).and.contain("yesterday").and.contain("Download");
    expect(connection.sent.map(({ type }) => type)).to.include("security_posture/accept_risk");
    expect(clippedTexts(card)).to.deep.equal([]);
    expect(harness.errors).to.deep.equal([]);
  });

  it("show it on a wall as well", async () => {
    const harness = await openHarness({ before: "/test/card/pages/old-browser.js" });
    const card = await mountIn(harness, connected(), 1_280);
    card.card.layout = "panel";
    await card.settle();
    expectOldRules(harness);
    expect(clippedTexts(card)).to.deep.equal([]);
    expect(parseFloat(getComputedStyle(card.$(".word")).fontSize) * 0.7).to.be.at.least(48);
    const left = card.$$(".tile").map((tile) => Math.round(tile.getBoundingClientRect().left));
    expect(new Set(left).size, "columns").to.equal(4);
  });

  it("show shape and word in the smallest tile", async () => {
    const harness = await openHarness({ before: "/test/card/pages/old-browser.js" });
    const card = await mountIn(harness, connected(), 110, 2);
    expectOldRules(harness);
    const expectVisible = (part: Element): void => {
      const box = card.card.getBoundingClientRect();
      const { left, right, top, bottom, height } = part.getBoundingClientRect();
      expect(height).to.be.above(10);
      expect(left).to.be.at.least(box.left);
      expect(right).to.be.at.most(box.right);
      expect(top).to.be.at.least(box.top);
      expect(bottom).to.be.at.most(box.bottom);
    };
    expectVisible(card.$(".hero > .glyph"));
    expectVisible(card.$(".word"));
    expect(card.$(".word").scrollWidth).to.be.at.most(card.$(".word").clientWidth);
    expect(clippedTexts(card)).to.deep.equal([]);
    card.card.parentElement!.style.cssText = "width: 464px; height: 376px";
    // A page in the background paints no frames, so sizes are not observed there: draw the card again.
    card.card.requestUpdate();
    await card.settle();
    expect(card.$(".tile").getClientRects()).to.have.length(1);
  });
});
