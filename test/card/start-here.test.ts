/** What to fix first: the gravest open findings across areas, at the head of the card and of the list. */
import { expect } from "@open-wc/testing";
import { setLanguage } from "../../src/ha/localize.js";
import type { HomeAssistant } from "../../src/ha/home-assistant.js";
import { firstSentence, startHere } from "../../src/model/start-here.js";
import { parseSnapshot, type AdminView } from "../../src/connection/api.js";
import {
  DAY,
  createCheck,
  createRandom,
  createRisk,
  createSnapshot,
  createViewer,
  iso,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";

const accepted = { reason: "It is offline", until: iso(9 * DAY), by_you: true };
const finding = (id: string, severity: string, fields = {}): Record<string, unknown> =>
  createCheck({ id, severity, status: "fail", ...fields });
const CHECKS = [
  finding("bans_disabled", "high", { gain: 2 }),
  finding("sign_in_attack", "high", { gain: 5, params: { n: 20 } }),
  finding("certificate_expired", "medium", { gain: 9 }),
  finding("ban_log_silenced", "high", { gain: 2 }),
  finding("admin_without_mfa", "critical", { params: { variant: "remote", n: 1 } }),
  finding("everyone_admin", "critical", { accepted }),
  finding("default_port_exposed", "info"),
  createCheck({ id: "tls_weak", severity: "critical" }),
  createCheck({ id: "backup_missing", severity: "critical", status: "unknown" }),
];

function adminOf(checks: unknown[]): AdminView {
  const parsed = parseSnapshot(createRisk({ checks }));
  if (parsed.kind !== "snapshot" || !parsed.snapshot.admin) throw new Error("no view");
  return parsed.snapshot.admin;
}

const first = (checks: unknown[]): string[] => startHere(adminOf(checks)).map(({ id }) => id);
const texts = (card: Mounted, selector: string): string[] =>
  card.$$(selector).map(({ textContent }) => textContent!.trim());
const isVisible = (each: HTMLElement): boolean => each.getClientRects().length > 0;

describe("what to start with", () => {
  afterEach(unmountAll);

  it("is at most three open findings: by severity, then by points, then as in the catalogue", () => {
    const expected = ["admin_without_mfa", "sign_in_attack", "bans_disabled"];
    expect(first(CHECKS)).to.deep.equal(expected);
    const random = createRandom(7);
    for (let n = 0; n < 50; n++) {
      const shuffled = [...CHECKS].sort(() => random() - 0.5);
      const [one, two, three] = first(shuffled);
      expect([one, two]).to.deep.equal(expected.slice(0, 2));
      const equal = shuffled.find(({ id }) => id === "bans_disabled" || id === "ban_log_silenced");
      expect(three, "the first of two equals").to.equal(equal!.id);
    }
  });

  it("is nothing that is accepted, information, unknown or passed", () => {
    expect(first(CHECKS.slice(5))).to.deep.equal([]);
  });

  it("counts an unknown severity as the gravest", () => {
    expect(first([...CHECKS, finding("a_new_one", "cosmic")])[0]).to.equal("a_new_one");
  });

  it("stands between the state and the areas, with the reason in one sentence", async () => {
    const card = await mount({ message: createRisk({ checks: CHECKS }) });
    expect(card.$(".hero").nextElementSibling).to.equal(card.$(".head"));
    expect(card.$(".head").nextElementSibling).to.equal(card.$(".tiles"));
    expect(texts(card, ".head .headline")[0]).to.equal(
      "1 administrator can log in with a password alone",
    );
    expect(texts(card, ".head .reason")[0]).to.equal(
      "A password can be guessed, reused or phished.",
    );
    expect(card.$(".head .start").getAttribute("aria-label")).to.equal("Start here");
  });

  for (const [name, wanted] of Object.entries({
    "nothing is open": { message: createSnapshot() },
    "the user is no administrator": {
      message: createViewer({ state: "at_risk" }),
      hass: { user: { is_admin: false } },
    },
    "administrators see no details": {
      message: createRisk({ checks: CHECKS }),
      config: { details: "never" },
    },
    "the texts have not arrived": {
      message: createRisk({ checks: CHECKS }),
      hass: { localize: () => "" },
    },
  })) {
    it(`is not there when ${name}`, async () => {
      const card = await mount(wanted);
      expect(card.$(".word")).not.to.equal(null);
      expect(card.$$(".head, .start")).to.have.length(0);
    });
  }

  it("leads to the settings where there are any, and says so", async () => {
    const checks = [
      finding("bans_disabled", "high"),
      finding("ban_log_silenced", "medium", { fix: {} }),
    ];
    const card = await mount({ message: createRisk({ checks }) });
    const [link, button] = card.$$(".head .primary");
    expect(link!.getAttribute("href")).to.equal("/config/network");
    expect(texts(card, ".head .primary")).to.deep.equal(["Open settings", "What to do"]);
    expect(link!.getAttribute("aria-label")).to.equal(
      "Open settings: IP addresses are never banned after failed logins",
    );
    expect(button!.getAttribute("aria-label")).to.match(/^What to do: /);
  });

  it("explains where this user has no settings, in the opened row of the list", async () => {
    const card = await mount({ message: createRisk({ checks: CHECKS }), hass: { panels: {} } });
    expect(texts(card, ".head .primary")).to.deep.equal(Array(3).fill("What to do"));
    await card.press(".head li:nth-child(2) .primary");
    expect(card.$$(".sheet.all")).to.have.length(1);
    expect(card.$$("details[open]")).to.have.length(1);
    const row = card.$("[data-check=sign_in_attack]");
    expect(row.querySelector(".opened")!.textContent).to.contain("What to do.");
    expect(card.root.activeElement).to.equal(row.querySelector("summary"));
    const { top, bottom } = row.querySelector("summary")!.getBoundingClientRect();
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(innerHeight);
  });

  it("opens the row in place where the list is always open, and keeps the others", async () => {
    const card = await mount({
      message: createRisk({ checks: CHECKS }),
      config: { details: "always" },
      hass: { panels: {} },
    });
    await card.press("[data-check=tls_weak] summary");
    await card.press(".head .primary");
    expect(card.$$(".sheet, .covered")).to.have.length(0);
    const open = card.$$("details[open]").map((each) => each.parentElement!.dataset.check);
    expect(open).to.deep.equal(["admin_without_mfa", "tls_weak"]);
  });

  it("shows each finding once where the list stands below the head", async () => {
    for (const width of [374, 464, 1_280]) {
      const card = await mount({ message: createRisk({ checks: CHECKS }), width });
      await card.press(".admin .plain");
      const visible = card.$$(".start li").filter(isVisible);
      const headlines = visible.map((each) => each.querySelector(".headline")!.textContent);
      expect(headlines, String(width)).to.have.length(3);
      expect(new Set(headlines).size, String(width)).to.equal(3);
    }
  });

  it("shows all at the head of a list that covers the card", async () => {
    for (const width of [464, 1_280]) {
      const config = { grid_options: { rows: 10 } };
      const message = createRisk({ checks: CHECKS });
      const card = await mount({ message, config, width, height: 632 });
      await card.press(".admin .plain");
      expect(card.$$(".all .start li").filter(isVisible)).to.have.length(3);
    }
  });

  for (const theme of ["ltr", "rtl"]) {
    it(`is neither cut nor wider than the card (${theme})`, async () => {
      document.documentElement.dir = theme;
      for (const width of [280, 374, 464, 900, 1_280]) {
        const card = await mount({ message: createRisk({ checks: CHECKS }), width });
        for (const part of card.$$(".head *")) {
          expect(part.scrollWidth, part.className).to.be.at.most(part.clientWidth || Infinity);
        }
        unmountAll();
      }
      document.documentElement.dir = "";
    });
  }
});

describe("the first sentence", () => {
  const LANGUAGES = ["de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "zh-Hans"];
  /** Words with a full stop that do not end a sentence. */
  const ABBREVIATIONS =
    /(?:^|[\s(])(?:bzw|ca|evtl|ggf|inkl|sog|usw|vgl|etc|e\.g|i\.e|vs|Nr|No|np|tj|tzn|m\.in|itp|itd|ex|ej|pág|bijv|enz|o\.a|ecc|cfr|Dr|St|\p{L})\.$/iu;

  for (const [text, expected] of [
    ["One. Two.", "One."],
    ["One", "One"],
    ["Nur z. B. Ports. Danach mehr.", "Nur z. B. Ports."],
    ["Seit dem 3. Mai 2031 offen. Danach mehr.", "Seit dem 3. Mai 2031 offen."],
    ["Use MFA (e.g. an app). Then log in.", "Use MFA (e.g. an app)."],
    ["See configuration.yaml in /config. Then restart.", "See configuration.yaml in /config."],
    ["Is it? Yes.", "Is it?"],
    ["“Quoted.” Then.", "“Quoted.” Then."],
    ["これは危険です。次の文。", "これは危険です。"],
    ["这很危险。下一句。", "这很危险。"],
    ["C’est « ouvert ». Ensuite.", "C’est « ouvert »."],
    ["Abierto. ¿Por qué?", "Abierto."],
    ["Öffnen. Übung.", "Öffnen."],
    ["Two\nlines. Next.", "Two\nlines."],
    ["", ""],
  ]) {
    it(`of ${JSON.stringify(text)}`, () => expect(firstSentence(text!)).to.equal(expected));
  }

  for (const language of LANGUAGES) {
    it(`ends with a sentence in all reasons: ${language}`, async () => {
      const file = `/custom_components/security_posture/translations/${language}.json`;
      const { config_panel } = (await (await fetch(file)).json()) as {
        config_panel: { checks: Record<string, Record<string, string>> };
      };
      const all = Object.values(config_panel.checks).flatMap((parts) =>
        Object.entries(parts).flatMap(([name, text]) => (/^why/.test(name) ? [text] : [])),
      );
      expect(all.length).to.be.above(70);
      let cut = 0;
      for (const text of all) {
        const start = firstSentence(text);
        expect(text.startsWith(start)).to.equal(true);
        expect(start, text).to.match(/[.!?。！？]$/);
        expect(start, text).not.to.match(ABBREVIATIONS);
        expect(start.length, start).to.be.within(8, 200);
        if (start === text) continue;
        cut++;
        expect(text.slice(start.length), text).to.match(/^(\s+[^\p{Ll}\s]|[^\s\p{Ll}])/u);
      }
      // As many as in English, give or take what a translation joins or divides.
      expect(cut).to.be.within(38, 55);
    });
  }

  it("of a text in the user's language, with its values", async () => {
    const values = { language: "de", locale: { language: "de" } };
    setLanguage(values as unknown as HomeAssistant);
    const card = await mount({ message: createRisk({ checks: CHECKS }) });
    expect(card.$(".reason").textContent).not.to.match(/[{}]/);
    unmountAll();
  });
});
