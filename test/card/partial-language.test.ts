/** A language that lacks texts: Home Assistant sends the English ones in their place, key by key. */
import { expect } from "@open-wc/testing";
import { Words } from "../../src/ha/localize.js";

const PREFIX = "component.security_posture.config_panel.";
const ENGLISH = {
  "checks.x.title": "Topic",
  "checks.x.fail_one": "{n} account",
  "checks.x.fail_other": "{n} accounts",
};

/** Return words in a language, as Home Assistant serves them: its texts laid over the English. */
function served(language: string, own: Record<string, string>): Words {
  const table: Record<string, string> = { ...ENGLISH, ...own };
  return new Words({
    locale: { language },
    localize: (key, values = {}) =>
      (table[key.replace(PREFIX, "")] ?? "").replace("{n}", String(values.n)),
  });
}

const fail = (words: Words, n: number): string => words.checkText("x", "fail", new Map([["n", n]]));

describe("a language that lacks a check", () => {
  it("shows the English texts, in an English plural form", () => {
    const polish = served("pl", {});
    expect(polish.checkText("x", "title", new Map())).to.equal("Topic");
    expect([1, 2, 5].map((n) => fail(polish, n))).to.deep.equal([
      "1 account",
      "2 accounts",
      "5 accounts",
    ]);
  });

  it("prefers its own general form to an English special one", () => {
    const japanese = served("ja", { "checks.x.fail_other": "{n}件" });
    expect([1, 5].map((n) => fail(japanese, n))).to.deep.equal(["1件", "5件"]);
    const polish = served("pl", { "checks.x.fail_other": "{n} kont" });
    expect([2, 5].map((n) => fail(polish, n))).to.deep.equal(["2 kont", "5 kont"]);
  });

  it("shows its own texts beside the English ones", () => {
    const german = served("de", { "checks.x.fail_other": "{n} Konten" });
    expect(fail(german, 2)).to.equal("2 Konten");
    expect(german.checkText("x", "title", new Map())).to.equal("Topic");
  });
});
