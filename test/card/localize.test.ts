import { expect } from "@open-wc/testing";
import { Words } from "../../src/ha/localize.js";
import type { HomeAssistant } from "../../src/ha/home-assistant.js";
import { createRisk, localize, mount, unmountAll } from "./builders.js";

const PREFIX = "component.security_posture.config_panel.";

/** Return words over a table of keys, in a language. */
function words(table: Record<string, string>, language = "en", fields: object = {}): Words {
  const find: HomeAssistant["localize"] = (key, values = {}) =>
    (table[key.replace(PREFIX, "")] ?? "").replace(
      /\{(\w+)\}/g,
      (all, name: string) => values[name] ?? all,
    );
  return new Words({ localize: find, locale: { language }, ...fields });
}

describe("words", () => {
  afterEach(unmountAll);

  it("of a check are chosen by variant and number, the most specific first", () => {
    const all = {
      "checks.x.fail_a_one": "1",
      "checks.x.fail_a_other": "2",
      "checks.x.fail_a": "3",
      "checks.x.fail_one": "4",
      "checks.x.fail_other": "5",
      "checks.x.fail": "6",
    };
    const params = new Map<string, string | number>([
      ["variant", "a"],
      ["n", 1],
    ]);
    const left: Record<string, string> = { ...all };
    for (const [key, expected] of Object.entries(all)) {
      expect(words(left).checkText("x", "fail", params), key).to.equal(expected);
      delete left[key];
    }
    expect(words(left).checkText("x", "fail", params)).to.equal("");
    expect(words(all).checkText("x", "fail", new Map())).to.equal("6");
  });

  it("follow the plurals of the language", () => {
    const table = {
      "checks.x.fail_few": "{n} few",
      "checks.x.fail_many": "{n} many",
      "checks.x.fail_other": "{n} other",
    };
    const plural = (n: number): string =>
      words(table, "pl").checkText("x", "fail", new Map([["n", n]]));
    expect([2, 5, 1].map(plural)).to.deep.equal(["2 few", "5 many", "1 other"]);
  });

  it("write dates in the language and in Home Assistant's time zone", () => {
    const table = { "checks.x.fail": "{at}" };
    const params = new Map([["at", "2031-05-06T23:30:00+00:00"]]);
    const zone = { config: { time_zone: "Europe/Berlin" } };
    expect(words(table, "en", zone).checkText("x", "fail", params)).to.equal("May 7, 2031");
    expect(words(table, "de", zone).checkText("x", "fail", params)).to.equal("7. Mai 2031");
    const west = { config: { time_zone: "America/Los_Angeles" } };
    expect(words(table, "en", west).checkText("x", "fail", params)).to.equal("May 6, 2031");
  });

  it("write times as the user wants them", () => {
    const at = Date.UTC(2031, 4, 6, 13, 5);
    const timeIn = (time_format: string): string =>
      new Words({ locale: { language: "en", time_format }, config: { time_zone: "UTC" } }).time(at);
    expect(timeIn("24")).to.equal("13:05");
    expect(timeIn("12")).to.match(/^1:05\sPM$/);
    expect(timeIn("language")).to.match(/^1:05\sPM$/);
  });

  it("survive a language and a time zone that do not exist", () => {
    const odd = new Words({ language: "not a tag!", config: { time_zone: "Moon/Tranquility" } });
    expect(odd.number(1234)).to.equal("1,234");
    expect(odd.date(0)).to.match(/19(69|70)/);
  });

  const HASSES: Record<string, Record<string, unknown>> = {
    "its words are missing": { localize: () => "" },
    "there is no user yet": { user: undefined },
    "there is no locale": { locale: undefined, language: undefined, config: undefined },
    "there are no panels": { panels: undefined },
  };
  for (const [name, hass] of Object.entries(HASSES)) {
    it(`leave no empty text on the card when ${name}`, async () => {
      const card = await mount({ message: createRisk(), hass });
      expect(card.$(".word").textContent!.trim()).to.equal("At risk");
      if (card.$$("button.tile").length) {
        await card.press(".admin .plain");
        await card.openRows();
        await card.press(".check button.plain");
      }
      for (const part of card.$$(
        ".label, .value, .plain, .quiet:not([role=status]), .tag, .weight, .headline, .reason, h2, h3, h4, .check p:not([role=status])",
      )) {
        expect(part.textContent!.trim(), part.className || part.tagName).not.to.equal("");
      }
    });
  }

  it("are shown without hass at all", async () => {
    const { card } = await mount();
    card.hass = undefined;
    await card.updateComplete;
    expect(card.renderRoot.querySelector(".word")!.textContent!.trim()).to.equal("Connecting");
  });

  it("replace the built-in English as soon as they arrive", async () => {
    const card = await mount({ hass: { localize: () => "" } });
    const german = (key: string): string => (key.endsWith("states.good") ? "Gut" : localize(key));
    card.card.hass = { ...card.card.hass!, localize: german };
    await card.settle();
    expect(card.$(".word").textContent!.trim()).to.equal("Gut");
  });
});
