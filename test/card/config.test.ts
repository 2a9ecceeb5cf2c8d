import { expect } from "@open-wc/testing";
import { localize, mount, unmountAll } from "./builders.js";
import type { SecurityPostureCard } from "../../src/security-posture-card.js";

interface Form {
  schema: {
    name: string;
    selector: { select?: { options: { value: string; label: string }[] } };
  }[];
  computeLabel(field: { name: string }): string;
  computeHelper(field: { name: string }): string;
}
interface PickerEntry {
  type: string;
  name: string;
  preview: boolean;
  getEntitySuggestion(hass: unknown, id: string): unknown;
}
const picker = (): PickerEntry[] =>
  (window as unknown as { customCards: PickerEntry[] }).customCards;

describe("configuration", () => {
  let card: SecurityPostureCard;
  beforeEach(async () => ({ card } = await mount()));
  afterEach(unmountAll);

  const RIGHT: object[] = [
    {},
    { title: "Our home", show_score: false, details: "always" },
    { type: "x", entity: "sensor.x", grid_options: { rows: 3 }, visibility: [], view_layout: {} },
    { layout_options: {}, disabled: false, card_mod: {} },
  ];
  for (const config of RIGHT) {
    it(`takes ${JSON.stringify(config)}`, () => card.setConfig(config));
  }

  const WRONG: [unknown, string][] = [
    [null, "must be a list of names and values"],
    ["tap", "must be a list of names and values"],
    [[], "must be a list of names and values"],
    [
      { colour: "red" },
      "There is no option “colour”. The options are: title, show_score, details.",
    ],
    [{ __proto__x: 1 }, "There is no option “__proto__x”"],
    [JSON.parse('{"__proto__": 1}'), "There is no option “__proto__”"],
    [{ toString: "x" }, "There is no option “toString”"],
    [{ title: 3 }, "The option “title” takes a text."],
    [{ title: null }, "The option “title” takes a text."],
    [{ show_score: "yes" }, "The option “show_score” takes true or false."],
    [{ details: "Tap" }, "The option “details” takes tap, always or never."],
    [{ details: ["tap"] }, "The option “details” takes tap, always or never."],
  ];
  for (const [config, said] of WRONG) {
    it(`refuses ${JSON.stringify(config)} in plain words`, () => {
      expect(() => card.setConfig(config)).to.throw(Error, said);
    });
  }

  it("cuts the name of an unknown option short", () => {
    const caught = ((): string => {
      try {
        card.setConfig({ ["x".repeat(1e6)]: 1 });
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(caught).to.have.length.within(1, 200);
  });

  it("shows the title, and hides the score", async () => {
    const shown = await mount({ config: { title: "Our home", show_score: false } });
    expect(shown.$(".title").textContent).to.equal("Our home");
    expect(shown.text()).not.to.contain("Score");
  });

  it("has a form with a label and help for every option, and no others", () => {
    const form = (card.constructor as unknown as { getConfigForm(): Form }).getConfigForm();
    const names = form.schema.map(({ name }) => name);
    expect(names).to.deep.equal(["title", "show_score", "details"]);
    for (const name of names) {
      expect(form.computeLabel({ name })).not.to.equal("");
      expect(form.computeHelper({ name })).not.to.equal("");
    }
    const options = form.schema[2]!.selector.select!.options;
    for (const { value, label } of options) {
      card.setConfig({ details: value });
      expect(label).to.equal(
        localize(`component.security_posture.config_panel.editor.details_${value}`),
      );
    }
  });

  it("tells the dashboard its size", () => {
    expect(card.getGridOptions()).to.deep.equal({
      columns: 12,
      rows: "auto",
      min_columns: 3,
      min_rows: 2,
    });
    expect(card.getCardSize()).to.be.above(0);
    const { getStubConfig } = card.constructor as unknown as { getStubConfig(): object };
    card.setConfig(getStubConfig());
  });

  it("stands in the card picker once, and suggests itself for its own entities", () => {
    const ours = picker().filter(({ type }) => type === "security-posture-card");
    expect(ours).to.have.length(1);
    const [entry] = ours;
    expect(entry).to.include({ name: "Security Posture", preview: true });
    const entities = {
      "sensor.posture": { platform: "security_posture" },
      "sensor.other": { platform: "sun" },
    };
    expect(entry!.getEntitySuggestion({ entities }, "sensor.posture")).to.deep.equal({
      config: { type: "custom:security-posture-card" },
    });
    expect(entry!.getEntitySuggestion({ entities }, "sensor.other")).to.equal(null);
    expect(entry!.getEntitySuggestion({}, "sensor.posture")).to.equal(null);
  });
});
