import { expect } from "@open-wc/testing";
import { mount, unmountAll } from "./builders.js";
import type { SecurityPostureCard } from "../../src/security-posture-card.js";

interface Field {
  name: string;
  title?: string;
  schema?: Field[];
  default?: unknown;
  selector?: { select?: { options: { value: string; label: string }[] } };
  type?: string;
  value?: unknown;
}
interface Form {
  schema: Field[];
  computeLabel(field: { name: string }): string;
  computeHelper(field: { name: string }): string;
}
interface PickerEntry {
  type: string;
  name: string;
  preview: boolean;
  getEntitySuggestion(hass: unknown, id: string): { config: object; label?: string }[] | null;
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
    { uix: { style: "" }, style: "top: 10%", class: "x", view_index: 0, index: 3, entities: [] },
    { style: { top: "10%" }, conditions: [], state_filter: ["on"], kiosk_mode: true },
    { some_extension: { of: "another" }, another_one: [1], empty_one: null },
    { layout: "compact", areas: ["host", "bans"], tap_action: { action: "navigate" } },
    { areas: [], tap_action: { action: "none" } },
  ];
  for (const config of RIGHT) {
    it(`accepts ${JSON.stringify(config)}`, () => card.setConfig(config));
  }

  const WRONG: [unknown, string][] = [
    [null, "must be a mapping"],
    ["tap", "must be a mapping"],
    [[], "must be a mapping"],
    [
      { colour: "red" },
      "Unknown option “colour”. Valid options: title, layout, areas, show_score, details, tap_action, hold_action, double_tap_action, area_tap_action, area_hold_action, area_double_tap_action.",
    ],
    [{ __proto__x: 1 }, "Unknown option “__proto__x”"],
    [JSON.parse('{"__proto__": 1}'), "Unknown option “__proto__”"],
    [{ toString: "x" }, "Unknown option “toString”"],
    [{ area: ["host"] }, "Unknown option “area”"],
    [{ Areas: ["host"] }, "Unknown option “Areas”"],
    [{ araes: [] }, "Unknown option “araes”"],
    [{ "tap-action": {} }, "Unknown option “tap-action”"],
    [{ tapaction: null }, "Unknown option “tapaction”"],
    [{ titel: "x" }, "Unknown option “titel”"],
    [{ title: 3 }, "Invalid value for “title”. Expected: text."],
    [{ title: null }, "Invalid value for “title”. Expected: text."],
    [{ show_score: "yes" }, "Invalid value for “show_score”. Expected: true, false."],
    [{ details: "Tap" }, "Invalid value for “details”. Expected: tap, always, never."],
    [{ layout: "huge" }, "Invalid value for “layout”. Expected: auto, full, compact."],
    [{ areas: "host" }, "Invalid value for “areas”. Expected: [encryption, sign_in,"],
    [{ areas: ["garage"] }, "Invalid value for “areas”. Expected: [encryption, sign_in,"],
    [{ tap_action: "navigate" }, "Invalid value for “tap_action”. Expected: action: …."],
    [{ tap_action: null }, "Invalid value for “tap_action”. Expected: action: …."],
    [{ details: ["tap"] }, "Invalid value for “details”. Expected: tap, always, never."],
  ];
  for (const [config, expected] of WRONG) {
    it(`rejects ${JSON.stringify(config)} with a readable error`, () => {
      expect(() => card.setConfig(config)).to.throw(Error, expected);
    });
  }

  it("shortens the name of an unknown option", () => {
    const caught = ((): string => {
      try {
        card.setConfig({ ["x".repeat(1e6)]: 1 });
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(caught).to.have.length.within(1, 300);
  });

  it("shows the title, and hides the score", async () => {
    const shown = await mount({ config: { title: "Our home", show_score: false } });
    expect(shown.$(".name").textContent).to.equal("Our home");
    expect(shown.text()).not.to.contain("Score");
  });

  it("has a form with a label, help and a default for every option, and no others", () => {
    const form = (card.constructor as unknown as { getConfigForm(): Form }).getConfigForm();
    for (const { title } of form.schema.filter(({ schema }) => schema)) {
      expect(title).not.to.equal("");
    }
    const all = form.schema.flatMap((field) => field.schema ?? [field]);
    const fields = all.filter(({ type }) => type !== "constant");
    const names = fields.map(({ name }) => name);
    expect(names).to.deep.equal([
      ...["title", "layout", "areas", "show_score", "details"],
      ...["tap_action", "hold_action", "double_tap_action"],
      ...["area_tap_action", "area_hold_action", "area_double_tap_action"],
    ]);
    for (const { name, default: otherwise, selector } of fields) {
      expect(form.computeLabel({ name })).not.to.equal(name);
      expect(form.computeHelper({ name })).not.to.equal("");
      if (otherwise !== undefined) card.setConfig({ [name]: otherwise });
      for (const { value, label } of selector?.select?.options ?? []) {
        card.setConfig({ [name]: name === "areas" ? [value] : value });
        expect(label).not.to.equal(value);
      }
    }
  });

  for (const element of ["security-posture-card", "security-posture-badge"]) {
    it(`shows its version in the editor, which is not an option: ${element}`, () => {
      const ours = customElements.get(element) as unknown as { getConfigForm(): Form };
      const form = ours.getConfigForm();
      const constants = form.schema.filter(({ type }) => type === "constant");
      expect(constants).to.deep.equal([{ type: "constant", name: "version", value: "0.0.0" }]);
      expect(form.computeLabel({ name: "version" })).to.equal("Version");
      expect(form.computeHelper({ name: "version" })).to.equal("");
      expect(() => card.setConfig({ version: "0.0.0" })).to.throw("Unknown option “version”");
    });
  }

  it("reports its size to the dashboard", () => {
    expect(card.getGridOptions()).to.deep.equal({
      columns: 12,
      rows: "auto",
      min_columns: 3,
      min_rows: 1,
    });
    expect(card.getCardSize()).to.be.above(0);
    const { getStubConfig } = card.constructor as unknown as { getStubConfig(): object };
    card.setConfig(getStubConfig());
  });

  it("is in the card picker once, and suggests itself for its own entities", () => {
    const ours = picker().filter(({ type }) => type === "security-posture-card");
    expect(ours).to.have.length(1);
    const [entry] = ours;
    expect(entry).to.include({ name: "Security Posture", preview: true });
    const entities = {
      "sensor.posture": { platform: "security_posture" },
      "sensor.other": { platform: "sun" },
    };
    const suggested = entry!.getEntitySuggestion({ entities }, "sensor.posture")!;
    expect(suggested).to.have.length(2);
    for (const { config } of suggested) card.setConfig(config);
    expect(suggested.map(({ label }) => label)).to.deep.equal(["With areas", "State only"]);
    expect(entry!.getEntitySuggestion({ entities }, "sensor.other")).to.equal(null);
    expect(entry!.getEntitySuggestion({}, "sensor.posture")).to.equal(null);
  });
});
