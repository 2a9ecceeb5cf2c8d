import { expect } from "@open-wc/testing";
import {
  DAY,
  HOUR,
  createCounts,
  createRisk,
  createViewer,
  iso,
  localize,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { foreign, pseudoLocalize } from "./pseudo-locale.js";
import { brokenWords, clippedTexts, visibleTexts } from "./visible-text.js";
import { PANELS, everything, messages, open } from "./sample-cards.js";

/** Widths of a card of 3 to 12 and all columns, on phones, tablets and desktop screens. */
const WIDTHS = [74, 90, 123, 164, 188, 250, 286, 346, 374, 464, 704, 960, 1_216];
const ROWS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, "auto"] as const;
/** From one to five counts. */
const COUNTS = [
  { high: 16 },
  { high: 16, medium: 9 },
  { high: 16, medium: 9, unknown: 12 },
  { high: 16, medium: 9, unknown: 12, accepted: 11 },
  { high: 16, medium: 9, unknown: 12, accepted: 11, passed: 122 },
];
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
function faults(card: Mounted, width: number, rows: unknown, isUsual = true): string[] {
  const wrong = [
    ...clippedTexts(card),
    ...brokenWords(card, ".name, .label, .word, .words, .value, .value *"),
  ];
  const size = (element: HTMLElement): number => parseFloat(getComputedStyle(element).fontSize);
  const isShown = (selector: string): boolean =>
    card.$$(selector).some((part) => part.getClientRects().length > 0);
  const frame = card.$("ha-card").getBoundingClientRect();
  for (const part of [".word", ".hero > .glyph"]) {
    const { top, bottom, left, right, height } = card.$(part).getBoundingClientRect();
    const over = [frame.top - top, bottom - frame.bottom, frame.left - left, right - frame.right];
    if (Math.max(...over) > 1) wrong.push(`${part} leaves the card by ${over.map(Math.round)}`);
    if (height < 10) wrong.push(`${part} is ${height} px high`);
  }
  const body = card.$(".body");
  const mayScroll = card.card.matches("[form=full], [panel]");
  if (!mayScroll && body.scrollHeight > body.clientHeight + 1)
    wrong.push(`is ${body.scrollHeight - body.clientHeight} px too high`);
  if (isUsual && width >= 160 && !isShown(".name")) wrong.push("does not say what is at risk");
  if (!isUsual || card.card.getAttribute("scale") !== "wall") return wrong;
  if (width >= 560 && rows !== 1 && size(card.$(".word")) * 0.711 < 48)
    wrong.push(`the word has ${size(card.$(".word"))} px`);
  for (const value of card.$$(".value"))
    if (value.getClientRects().length && size(value) < 20)
      wrong.push(`a value has ${size(value)} px`);
  return wrong;
}

/** Return the faults at every size, each with the sizes it is found at. */
async function everywhere(
  card: Mounted,
  layout: string,
  isUsual: boolean,
  found: Map<string, Set<string>>,
): Promise<void> {
  for (const width of WIDTHS) {
    for (const rows of ROWS) {
      await place(card, layout, width, rows);
      for (const fault of faults(card, width, rows, isUsual))
        found.set(fault, (found.get(fault) ?? new Set()).add(`${width} x ${rows}`));
    }
  }
}

function listed(found: Map<string, Set<string>>): string[] {
  return [...found].map(([fault, sizes]) => `${fault}: ${[...sizes].join(", ")}`);
}

describe("every size of the grid", () => {
  afterEach(unmountAll);

  for (const [language, hass] of Object.entries(LANGUAGES)) {
    for (const layout of ["auto", "full", "compact"]) {
      it(`clips nothing: ${layout}, ${language}`, async () => {
        const found = new Map<string, Set<string>>();
        for (const state of STATES) {
          const card = await mount({ message: messages()[state], hass });
          // The longest words of all the states, on the smallest cards.
          const isUsual = ["good", "at_risk", "viewer"].includes(state) && language === "en";
          await everywhere(card, layout, isUsual, found);
          unmountAll();
        }
        expect(listed(found)).to.deep.equal([]);
      });
    }
  }

  for (const language of TRANSLATIONS) {
    it(`clips nothing with one to five counts in ${language}`, async () => {
      const hass = { localize: await words(language), language, locale: { language } };
      const found = new Map<string, Set<string>>();
      for (const [n, counts] of COUNTS.entries()) {
        const fields = { areas: VALUES[n % 3], state: "at_risk", counts: createCounts(counts) };
        const card = await mount({
          message: n % 2 ? createViewer(fields) : createRisk(fields),
          hass,
        });
        expect(card.$$(".counts li")).to.have.length(n + 1);
        expect(card.$$(".tile")).to.have.length(8);
        await everywhere(card, n % 3 ? "auto" : "compact", true, found);
        unmountAll();
      }
      expect(listed(found)).to.deep.equal([]);
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
      expect(visibleTexts(card.root)).to.have.length.above(0);
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
      const known = /^(a_check_of_the_past|a check of the past|(May|AM|PM|today|yesterday)( |$))/;
      expect(untranslated(card).filter((word) => !known.test(word))).to.deep.equal([]);
    });
  }
});
