import { expect } from "@open-wc/testing";
import { parse } from "acorn";
import { FakeConnection, createHass, createRisk } from "./builders.js";

const BUNDLE = "/custom_components/security_posture/card/security-posture-card.js";
/** The size limit in bytes of gzip. */
const BUDGET = 32 * 1024;

describe("the bundle", () => {
  let code: string;
  before(async () => (code = await (await fetch(BUNDLE)).text()));

  /** Return the place of a match in the code, without printing all of it. */
  const find = (what: RegExp): string => {
    const at = code.search(what);
    return at < 0 ? "" : code.slice(Math.max(0, at - 20), at + 60);
  };

  it("is one module of ES2021", () => {
    const { body } = parse(code, { ecmaVersion: 2021, sourceType: "module" });
    expect(body.filter(({ type }) => type === "ImportDeclaration")).to.deep.equal([]);
    expect(
      () => parse("class A { b = 1 }", { ecmaVersion: 2021 }),
      "the parser is strict",
    ).to.throw();
    expect(find(/\(\?<[=!]/)).to.equal("");
  });

  it("fits its budget, compressed as it is served", async () => {
    const compressed = new Blob([code]).stream().pipeThrough(new CompressionStream("gzip"));
    const { size } = await new Response(compressed).blob();
    expect(size).to.be.within(5_000, BUDGET);
  });

  it("contains the texts of the glance only", () => {
    expect(code).to.contain("Encryption").and.contain("At risk");
    expect(code).not.to.contain("Passwords can be guessed");
  });

  it("uses nothing that only pages with https have", () => {
    // Most of it belongs to the navigator: the clipboard, sharing, the wake lock, service workers.
    const secure = /\bnavigator\b|randomUUID|crypto\.subtle|\bcaches\b|FilePicker|\bNotification\(/;
    expect(find(secure)).to.equal("");
  });

  it("has no way to turn data into markup or code", () => {
    // Lit creates its templates with innerHTML, in one place; they never contain data.
    expect(code.match(/innerHTML/g)).to.have.length(1);
    const sinks =
      /outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write|\beval\(|new Function|ha-markdown/;
    expect(find(sinks)).to.equal("");
  });

  it("stores in the browser only what was dismissed, and uses the websocket only", () => {
    expect(
      find(/sessionStorage|indexedDB|document\.cookie|fetch\(|XMLHttpRequest|callApi|sendBeacon/),
    ).to.equal("");
    // The keys name the problems of the device; the values are empty.
    expect(code).to.contain("`security-posture-put-away:${");
    const uses = /localStorage(?!\.setItem\(\w+\(\w+\),""\)|\.getItem\()/;
    expect(find(uses)).to.equal("");
    expect(find(/sourceMappingURL/)).to.equal("");
  });

  it("draws its shapes", async () => {
    await import(BUNDLE);
    const card = document.createElement("security-posture-card") as HTMLElement & {
      setConfig(config: object): void;
      hass: unknown;
      updateComplete: Promise<boolean>;
    };
    card.setConfig({});
    card.hass = createHass(new FakeConnection());
    document.body.append(card);
    for (let turn = 0; turn < 8; turn++) await card.updateComplete;
    const marks = card.shadowRoot!.querySelectorAll<SVGGraphicsElement>(".mark");
    expect(marks.length).to.be.above(6);
    for (const mark of marks)
      expect(mark.getBoundingClientRect().width + mark.getBBox().height).to.be.above(2);
    card.remove();
  });

  it("reacts to what is pressed and typed", async () => {
    await import(BUNDLE);
    const connection = new FakeConnection();
    connection.message = createRisk();
    const card = document.createElement("security-posture-card") as HTMLElement & {
      setConfig(config: object): void;
      hass: unknown;
      updateComplete: Promise<void>;
    };
    card.setConfig({});
    card.hass = createHass(connection);
    document.body.append(card);
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 8; turn++) await card.updateComplete;
    };
    const press = async (label: string): Promise<void> => {
      const all = card.shadowRoot!.querySelectorAll<HTMLElement>("button, a, summary");
      [...all].find(({ textContent }) => textContent!.includes(label))!.click();
      await settle();
    };
    await settle();
    await press("Bans");
    await press("never banned");
    await press("Accept this risk");
    const form = card.shadowRoot!.querySelector("form")!;
    const [reason, until] = form.querySelectorAll("input");
    reason!.value = "It is offline";
    until!.value = until!.max;
    form.requestSubmit();
    await press("Recent changes");
    await press("Check now");
    expect(connection.sent).to.deep.equal([
      {
        type: "security_posture/accept_risk",
        check_id: "bans_disabled",
        reason: "It is offline",
        until: "2032-05-05",
      },
      { type: "security_posture/changes" },
      { type: "security_posture/recheck" },
    ]);
    card.remove();
  });
});
