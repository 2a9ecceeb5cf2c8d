/** What must work in every browser: the card on a real Home Assistant, as people use it. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { snapshotNow } from "../../scripts/demo/client.js";
import { DASHBOARD, MORE_VIEWS, VIEWS } from "../../scripts/demo/dashboard.js";
import type { People } from "../../scripts/demo/accounts.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { useHome } from "../e2e/home.js";
import { complaints } from "../e2e/log.js";
import { pressAllTwice } from "./double-press.js";
import type { Browser } from "./drivers/browser.js";
import type { Query } from "./in-page.js";
import { record } from "./results.js";
import { Visitor } from "./visitor.js";

const CARD = "security-posture-card";
const AREAS = 8;
const REASON = "Only the tablet in the hall is in that network";
const FINDING = "without a password";
const ROW = { inside: ".check", insideText: FINDING };
/** The card's promises on a wall: capitals of the state and of values, at least. */
const WALL = { word: 48, value: 20 };
/** The height of capitals, as part of the font's size; no usual font has less. */
const CAPITALS = 0.7;

/** Test a browser; `label` begins the names of its pictures. */
export function smoke(name: string, label: string, start: () => Promise<Browser>): void {
  describe(name, { timeout: 900_000 }, () => {
    // Its own: logins from one address are a finding after a while.
    const home = useHome({ ...SCENARIOS.mixed });
    let browser: Browser;
    let visitor: Visitor;
    let people: People;
    let began = 0;
    const results = { passed: 0, failed: 0 };

    before(async () => {
      assert.ok(home.instance.people);
      ({ people } = home.instance);
      began = performance.now();
      browser = await start();
      visitor = await Visitor.create(browser, label);
      await browser.resize(1280, 800);
    });

    after(async () => {
      if (!browser) return;
      record({
        version: browser.version,
        ...results,
        seconds: Math.round((performance.now() - began) / 1000),
      });
      await browser.close();
    });

    /** A test whose result is recorded: hooks of Node 20 are not told it. */
    const check = (what: string, run: () => Promise<void>): void => {
      it(what, async () => {
        results.failed += 1;
        await run();
        results.failed -= 1;
        results.passed += 1;
      });
    };

    const open = async (view: string): Promise<void> => {
      await visitor.open(`${home.instance.url}/${DASHBOARD}/${view}`);
      await seeState("Attention");
      await visitor.gone({ css: "#ha-launch-screen" }); // it fades away
    };
    const seeState = (state: string): Promise<string> =>
      visitor.see(inCard(".word", { text: `^${state}$` }));

    check("shows state and areas on a wall, large and whole", async () => {
      await visitor.logIn(home.instance.url, people.tablet);
      await open(VIEWS.wall);
      const size = async (css: string): Promise<number> =>
        (await visitor.ask("fontSize", inCard(css))) * CAPITALS;
      await visitor.picture("wall");
      assert.equal((await visitor.ask("texts", inCard(".tile"))).length, AREAS);
      assert.ok((await size(".word")) >= WALL.word, `the state has ${await size(".word")} px`);
      const value = await visitor.ask("fontSize", inCard(".tile .value"));
      assert.ok(value >= WALL.value, `a value has ${value} px`);
      await isWhole();
      assert.deepEqual(await visitor.ask("texts", button("All checks")), []);
    });

    check("fits a dashboard beside other cards, and a phone", async () => {
      await open(MORE_VIEWS.hall);
      await visitor.see({ css: "hui-tile-card", text: "Backups" });
      await isWhole();
      await visitor.picture("dashboard");
      await browser.resize(390, 844);
      await open(VIEWS.sections);
      await isWhole();
      await visitor.picture("phone");
      await browser.resize(1280, 800);
    });

    check("lists all checks for an administrator", async () => {
      await visitor.logIn(home.instance.url, people.admin);
      await open(VIEWS.sections);
      await visitor.picture("administrator");
      await visitor.press(button("All checks"));
      const { checks } = await snapshotNow(home.instance.connection);
      assert.ok(Array.isArray(checks) && checks.length > 50);
      await visitor.until("row for each check", async () => {
        return (await visitor.ask("boxes", inCard(".check"))).length === checks.length;
      });
      await visitor.picture("list");
      await visitor.key("Escape");
      await visitor.gone(inCard(".sheet"));
    });

    check("lets the second press of a double press reach nothing", async () => {
      await open(VIEWS.sections);
      const presses = await pressAllTwice(visitor, inCard);
      assert.ok(presses >= 2 * AREAS + 4, `only ${presses} double presses`);
    });

    check("opens an area with the keyboard, and shows the evidence of a finding", async () => {
      await open(VIEWS.sections);
      await visitor.focus({ ...inCard("button"), name: "^Login" });
      await visitor.key("Enter");
      await visitor.press({ css: "summary", ...ROW });
      await visitor.press(inFinding("^Show details$"));
      await visitor.see(inCard(".check .evidence", { text: "192\\.168\\.77" }));
      await visitor.picture("evidence");
    });

    check("accepts a risk and reopens it", async () => {
      await visitor.press(inFinding("^Accept this risk$"));
      await visitor.fill({ css: "input[name=reason]", ...ROW }, REASON);
      const until = { css: "input[name=until]", ...ROW };
      assert.match((await visitor.ask("dateOf", until)) ?? "", /^\d{4}-\d\d-\d\d$/);
      await visitor.picture("accept");
      await visitor.press(inFinding("^Accept$"));
      await visitor.see(inCard(".check", { text: REASON }));
      await seeState("Good"); // the other findings are minor
      assert.deepEqual(await accepted(), [REASON]);
      await visitor.press(inFinding("^Reopen$"));
      await seeState("Attention");
      assert.deepEqual(await accepted(), []);
    });

    check("reviews a shareable copy and makes it", async () => {
      await open(VIEWS.sections);
      await visitor.press(button("All checks"));
      await visitor.press(button("shareable copy"));
      await visitor.see(button("^Create the copy$"));
      await visitor.picture("copy");
      await visitor.press(button("^Create the copy$"));
      const link = inCard("a[download]");
      await visitor.see(link);
      assert.equal(await visitor.ask("beginning", link), "PK");
    });

    check("shows its options in the editor, and a preview that follows them", async () => {
      await open(`${VIEWS.sections}?edit=1`);
      await visitor.hover({ css: "hui-card-edit-mode" });
      await visitor.press({ css: ".control, .overlay", inside: "hui-card-edit-mode" });
      const title = { css: "input", name: "^Title", inside: "hui-dialog-edit-card" };
      await visitor.fill(title, "Our home");
      await visitor.see({ css: CARD, text: "Our home", inside: "hui-dialog-edit-card" });
      await visitor.picture("editor");
    });

    check("causes no error in the page, and no warning in the log", async () => {
      const errors = await visitor.seenErrors();
      assert.deepEqual(
        errors.filter((line) => /security.posture/i.test(line)),
        [],
      );
      assert.deepEqual(complaints(home.instance.homeAssistant.log()), []);
    });

    /** Assert that nothing of the card is cut at its sides. */
    async function isWhole(): Promise<void> {
      const [card] = await visitor.ask("boxes", { css: CARD });
      assert.ok(card);
      const parts = await visitor.ask("boxes", inCard(".word, .tile"));
      assert.ok(parts.length > 1);
      for (const { left, width } of parts) {
        assert.ok(left >= card.left - 1 && left + width <= card.left + card.width + 1);
      }
    }

    /** Return the reasons of the accepted risks. */
    async function accepted(): Promise<string[]> {
      const { checks } = await snapshotNow(home.instance.connection);
      return (checks as { accepted?: { reason: string } }[]).flatMap(({ accepted: risk }) =>
        risk ? [risk.reason] : [],
      );
    }
  });
}

function inCard(css: string, more: Partial<Query> = {}): Query {
  return { css, inside: CARD, ...more };
}

function button(name: string): Query {
  return inCard("button", { name });
}

/** Return a button in the row of the finding. */
function inFinding(name: string): Query {
  return { css: "button", name, ...ROW };
}
