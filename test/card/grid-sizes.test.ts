import { expect } from "@open-wc/testing";
import {
  DAY,
  HOUR,
  createViewer,
  iso,
  localize,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { foreign, pseudoLocalize } from "./pseudo-locale.js";
import { clippedTexts, visibleTexts } from "./visible-text.js";
import { PANELS, everything, messages, open } from "./sample-cards.js";

/** Widths of a card of 3, 6, 9, 12 and all columns, on phones, tablets and desktop screens. */
const WIDTHS = [78, 90, 110, 164, 188, 228, 250, 286, 346, 384, 464, 704, 736, 960, 1_216];
const ROWS = [2, 3, 4, 5, 6, 8, 10, 12, "auto"] as const;
const GERMAN = await words("de");
const LANGUAGES: Record<string, Record<string, unknown>> = {
  en: { localize },
  de: { localize: GERMAN, language: "de", locale: { language: "de" } },
  pseudo: { localize: pseudoLocalize },
};
const TRANSLATIONS = ["de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "zh-Hans"];
/** Areas with short and long values: an hour, some months, several years. */
const VALUES = [HOUR, 189 * DAY, 1_111 * DAY].map((time) => [
  { id: "encryption", state: "pass", value: { kind: "expires", at: iso(time) } },
  { id: "sign_in", state: "pass", value: { kind: "count", n: 12, of: 13 } },
  { id: "bans", state: "pass", value: { kind: "count", n: 1_234 } },
  { id: "network", state: "unknown", value: null },
  { id: "updates", state: "warn", value: { kind: "lag", releases: 12 } },
  { id: "backups", state: "pass", value: { kind: "age", at: iso(-time) } },
  { id: "secrets", state: "not_applicable", value: null },
  { id: "host", state: "fail", value: null },
]);
const STATES = ["good", "at_risk", "provisional", "stale", "failed", "hidden", "viewer"];

async function words(language: string): Promise<typeof localize> {
  const file = `/custom_components/security_posture/translations/${language}.json`;
  const tree: unknown = await (await fetch(file)).json();
  return (key, values = {}) => {
    const path = key.replace("component.security_posture.", "").split(".");
    const found = path.reduce<unknown>((at, name) => (at as never)?.[name], tree);
    if (typeof found !== "string") return "";
    return found.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  };
}

/** Give a mounted card a size in the grid. */
async function place(card: Mounted, layout: string, width: number, rows: unknown): Promise<void> {
  const box = card.card.parentElement!;
  box.style.width = `${width}px`;
  box.style.height = typeof rows === "number" ? `${rows * 64 - 8}px` : "";
  card.card.setConfig({ type: "custom:security-posture-card", layout, grid_options: { rows } });
  await card.settle();
}

/** Return what is wrong with a card at one size. */
function faults(card: Mounted, width: number, language: string, state: string): string[] {
  const wrong = clippedTexts(card);
  const word = card.$(".word");
  const { top, bottom, height } = word.getBoundingClientRect();
  const frame = card.card.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom + 1 || height < 10) wrong.push("no state word");
  const size = (element: HTMLElement): number => parseFloat(getComputedStyle(element).fontSize);
  const isShort = ["good", "at_risk", "provisional", "viewer"].includes(state) && language === "en";
  if (isShort && width >= 560 && size(word) * 0.711 < 48)
    wrong.push(`the word has ${size(word)} px`);
  for (const value of card.$$(".value"))
    if (value.getClientRects().length && size(value) < 20)
      wrong.push(`a value has ${size(value)} px`);
  return wrong;
}

describe("every size of the grid", () => {
  afterEach(unmountAll);

  for (const [language, hass] of Object.entries(LANGUAGES)) {
    for (const layout of ["auto", "full", "compact"]) {
      it(`clips nothing: ${layout}, ${language}`, async () => {
        const found = new Map<string, unknown[]>();
        for (const state of STATES) {
          const card = await mount({ message: messages()[state], hass });
          for (const width of WIDTHS) {
            for (const rows of ROWS) {
              await place(card, layout, width, rows);
              for (const fault of faults(card, width, language, state)) {
                const what = `${state}, ${width} wide: ${fault}`;
                found.set(what, [...(found.get(what) ?? []), rows]);
              }
            }
          }
          unmountAll();
        }
        expect([...found].map(([what, rows]) => `${what} (rows ${rows})`)).to.deep.equal([]);
      });
    }
  }

  for (const language of TRANSLATIONS) {
    it(`clips no value in ${language}`, async () => {
      const hass = { localize: await words(language), language, locale: { language } };
      const found = new Set<string>();
      for (const areas of VALUES) {
        const card = await mount({ message: createViewer({ areas, state: "at_risk" }), hass });
        expect(card.$$(".tile")).to.have.length(8);
        for (const width of [188, 286, 346, 384, 464, 704, 960, 1_216]) {
          for (const rows of [4, 6, 10, "auto"]) {
            await place(card, "auto", width, rows);
            for (const fault of faults(card, width, language, "viewer"))
              found.add(`${width} x ${rows}: ${fault}`);
          }
        }
        unmountAll();
      }
      expect([...found]).to.deep.equal([]);
    });
  }

  for (const [language, hass] of Object.entries(LANGUAGES)) {
    for (const panel of Object.keys(PANELS)) {
      it(`clips nothing in what is opened: ${panel}, ${language}`, async () => {
        const found: string[] = [];
        for (const width of [284, 384, 736, 1_216]) {
          const card = await mount({ message: everything(), hass, width });
          await open(card, panel);
          found.push(...clippedTexts(card).map((fault) => `${width}: ${fault}`));
          unmountAll();
        }
        expect(found).to.deep.equal([]);
      });
    }
  }
});

describe("a pseudo-locale", () => {
  afterEach(unmountAll);

  /** Return the words on the card that are not translated. */
  const untranslated = (card: Mounted): string[] =>
    visibleTexts(card.root)
      .map(({ text, host }) => (host.closest("bdi") ? "" : foreign(text)))
      .filter(Boolean);

  for (const [state, message] of Object.entries(messages())) {
    it(`leaves no word of English: ${state}`, async () => {
      const card = await mount({ message, hass: { localize: pseudoLocalize } });
      expect(visibleTexts(card.root)).not.to.be.empty;
      expect(untranslated(card)).to.deep.equal([]);
      expect(foreign(card.$("[role=status]").textContent!)).to.equal("");
    });
  }

  for (const panel of Object.keys(PANELS)) {
    it(`leaves no word of English in what is opened: ${panel}`, async () => {
      const card = await mount({ message: everything(), hass: { localize: pseudoLocalize } });
      await open(card, panel);
      expect(visibleTexts(card.root).length).to.be.above(30);
      // Dates come from the browser, and a check that no longer exists has only its id.
      const known = /^(a_check_of_the_past|a check of the past|(May|AM|PM)( |$))/;
      expect(untranslated(card).filter((word) => !known.test(word))).to.deep.equal([]);
    });
  }
});
