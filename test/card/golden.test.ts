import { expect } from "@open-wc/testing";
import { parseSnapshot } from "../../src/connection/api.js";
import { mount, unmountAll } from "./builders.js";
import { reports } from "./golden-reports.js";

interface Golden {
  audience: string;
  state: string;
  stale: boolean;
  phase: string;
  areas: { id: string; state: string }[];
  checks?: { id: string; status: string }[];
}

const WORDS: Record<string, string> = {
  good: "Good",
  attention: "Attention",
  at_risk: "At risk",
  unknown: "Unknown",
};
const SHAPES: Record<string, string> = {
  pass: "ok",
  warn: "warn",
  fail: "fail",
  unknown: "unknown",
  not_applicable: "none",
};

/** Return the snapshots of a golden file: the file itself, or one per audience. */
function snapshots(report: unknown): Golden[] {
  const found = report as Golden & Record<string, Golden>;
  return found.audience ? [found] : Object.values(found).filter((part) => part?.audience);
}

describe("golden reports", () => {
  afterEach(unmountAll);

  it("are there", () => expect(reports).to.have.length.above(0));

  for (const [name, report] of reports) {
    for (const golden of snapshots(report)) {
      const isAdmin = golden.audience === "admin";
      it(`${name}, for the ${golden.audience}`, async () => {
        expect(parseSnapshot(golden).kind).to.equal("snapshot");
        const card = await mount({ message: golden, hass: { user: { is_admin: isAdmin } } });
        expect(golden.phase).to.equal("ready");
        const word = golden.stale ? "Outdated" : WORDS[golden.state];
        expect(card.$(".word").textContent!.trim()).to.equal(word);
        const shapes = golden.areas.map((area) => (golden.stale ? "unknown" : SHAPES[area.state]));
        const shown = card.$$(".tile").map((tile) => tile.classList[1]);
        expect(shown).to.deep.equal(shapes);
        if (!isAdmin) {
          expect(card.$$("button:not(.device *)")).to.have.length(0);
          return;
        }
        await card.press(".admin .plain");
        expect(card.$$(".check")).to.have.length(golden.checks!.length);
        await card.openRows();
        for (const said of card.$$(".headline, .weight, .check p:not([role=status])")) {
          const text = said.textContent!.trim();
          expect(text, "a word is missing").not.to.equal("");
          expect(text, "a value is missing").not.to.match(/[{}]/);
          expect(text, "an id instead of a text").not.to.match(/^[a-z]+_[a-z_]+/);
        }
      });
    }
  }
});
