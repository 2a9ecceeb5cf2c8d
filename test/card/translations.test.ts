/** Translations that fail to arrive, arrive late, or are lost by a change of language. */
import { expect } from "@open-wc/testing";
import type { HomeAssistant } from "../../src/ha/home-assistant.js";
import {
  FakeConnection,
  WORDS,
  createHass,
  localize,
  mount,
  unmountAll,
  type Mounted,
} from "./builders.js";
import { Clock } from "./clock.js";
import { everything, messages } from "./sample-cards.js";

const PREFIX = "component.security_posture.config_panel.";
const MINUTE = 60_000;
const NONE = (): string => "";

type Outcome = "reject" | "hang" | "empty" | "load";

/** Home Assistant's frontend: answers each request with the next outcome, the last one repeatedly. */
class Frontend {
  requests: string[] = [];

  constructor(
    private readonly outcomes: Outcome[],
    private readonly elements: () => { hass?: HomeAssistant | undefined }[],
  ) {}

  readonly loadBackendTranslation = (category: string, domain: string): Promise<unknown> => {
    this.requests.push(`${category} ${domain}`);
    const outcome = this.outcomes.length > 1 ? this.outcomes.shift() : this.outcomes[0];
    if (outcome === "reject") return Promise.reject(new Error("connection lost"));
    if (outcome === "hang") return new Promise(() => undefined);
    if (outcome === "empty") return Promise.resolve(NONE);
    for (const element of this.elements()) element.hass = { ...element.hass!, localize };
    return Promise.resolve(localize);
  };
}

/** Return the answer of Home Assistant's websocket command. */
function resources(): object {
  const flat: Record<string, string> = {};
  const walk = (tree: object, path: string): void => {
    for (const [name, found] of Object.entries(tree)) {
      if (typeof found === "string") flat[path + name] = found;
      else walk(found as object, `${path}${name}.`);
    }
  };
  walk(WORDS, PREFIX);
  return { resources: flat };
}

/** Every text of the glance must have a word in it, whatever number it has. */
function expectWords(card: Mounted): void {
  for (const part of card.$$(".word, .counts li, .facts, .note, .bar, .label, .value, .device")) {
    const text = part.innerText.trim();
    if (!part.getClientRects().length) continue;
    expect(text, part.className || part.localName).to.match(/\p{L}{2,}/u);
    expect(text).not.to.match(/[{}]/);
  }
}

const isWhole = (card: Mounted): boolean => card.$$(".admin button").length === 3;
const requestsIn = ({ sent }: FakeConnection): number =>
  sent.filter(({ type }) => type === "frontend/get_translations").length;

describe("translations", () => {
  let clock: Clock;
  beforeEach(() => (clock = new Clock()).install());
  afterEach(() => {
    clock.restore();
    unmountAll();
  });

  /** Mount a card whose frontend answers with these outcomes. */
  async function mountWith(
    outcomes: Outcome[],
    connection = new FakeConnection(),
  ): Promise<[Mounted, Frontend]> {
    const cards: Mounted[] = [];
    const frontend = new Frontend(outcomes, () => cards.map(({ card }) => card));
    const { loadBackendTranslation } = frontend;
    connection.message = everything();
    const card = await mount({
      connection,
      hass: { localize: NONE, loadBackendTranslation },
    });
    cards.push(card);
    return [card, frontend];
  }

  const FAILURES: Record<string, Outcome[]> = {
    "fails once": ["reject", "load"],
    "fails thrice": ["reject", "reject", "reject", "load"],
    "hangs once": ["hang", "load"],
    "hangs, fails, and brings nothing": ["hang", "reject", "empty", "load"],
  };
  for (const [name, outcomes] of Object.entries(FAILURES)) {
    it(`arrive after a load that ${name}`, async () => {
      const [card, frontend] = await mountWith([...outcomes]);
      expect(frontend.requests).to.deep.equal(["config_panel security_posture"]);
      expect(isWhole(card)).to.equal(false);
      for (let n = 0; n < 60 && !isWhole(card); n++) {
        expectWords(card);
        expect(card.text(), "no number without its word").not.to.match(/\d/);
        expect(card.$$("button"), "nothing opens without texts").to.have.length(0);
        await clock.advance(5_000);
        await card.settle();
      }
      expect(isWhole(card), "the rest appears by itself").to.equal(true);
      expect(frontend.requests).to.have.length(outcomes.length);
      await card.press("button.tile:nth-of-type(3)");
      expect(card.$$(".check")).to.have.length.above(0);
      await clock.advance(60 * MINUTE);
      expect(frontend.requests, "and is not requested again").to.have.length(outcomes.length);
    });
  }

  it("come from the server when the frontend takes a failed request for a finished one", async () => {
    const [card, frontend] = await mountWith(["reject", "empty"]);
    card.connection.replies["frontend/get_translations"] = resources();
    await clock.advance(2_000);
    await card.settle();
    expect(isWhole(card)).to.equal(true);
    expect(card.$(".counts").textContent).to.match(/27\sminor/);
    expect(card.connection.sent).to.deep.equal([
      {
        type: "frontend/get_translations",
        language: "en",
        category: "config_panel",
        integration: ["security_posture"],
      },
    ]);
    await clock.advance(60 * MINUTE);
    expect(frontend.requests).to.have.length(1);
    expect(card.connection.sent).to.have.length(1);
    // Other elements of the page send no further request.
    const [second, other] = await mountWith(["empty"], card.connection);
    expect(isWhole(second)).to.equal(true);
    expect(other.requests).to.have.length(0);
  });

  for (const answer of [{}, { resources: null }, { resources: { [`${PREFIX}card.heading`]: 7 } }]) {
    it(`are not taken from an answer like ${JSON.stringify(answer)}`, async () => {
      const [card] = await mountWith(["reject"]);
      card.connection.replies["frontend/get_translations"] = answer;
      await clock.advance(10 * MINUTE);
      await card.settle();
      expect(isWhole(card)).to.equal(false);
      expectWords(card);
      expect(requestsIn(card.connection)).to.be.above(3);
    });
  }

  it("are requested forever, with back-off", async () => {
    const [card, frontend] = await mountWith(["reject"]);
    card.connection.replies["frontend/get_translations"] = { code: "unknown_command" };
    const count = (): number => frontend.requests.length + requestsIn(card.connection);
    await clock.advance(10_000);
    expect(count()).to.be.within(3, 6);
    await clock.advance(10 * MINUTE);
    const before = count();
    await clock.advance(10 * MINUTE);
    expect(count() - before).to.be.within(8, 13);
  });

  it("are requested at once when the connection is back", async () => {
    const [card, frontend] = await mountWith(["reject"]);
    await clock.advance(10 * MINUTE);
    card.connection.drop();
    await clock.advance(1_000);
    const before = frontend.requests.length;
    card.connection.restore();
    await clock.advance(1);
    expect(frontend.requests).to.have.length(before + 1);
  });

  it("are requested again when the language changes", async () => {
    const [card, frontend] = await mountWith(["load"]);
    await clock.advance(2_000);
    await card.settle();
    expect(isWhole(card)).to.equal(true);
    const before = frontend.requests.length;
    card.card.hass = { ...card.card.hass!, language: "de", localize: NONE };
    await card.settle();
    expect(frontend.requests).to.have.length(before + 1);
    await card.settle();
    expect(isWhole(card)).to.equal(true);
  });

  it("of another language are not used after a change of language", async () => {
    const [card] = await mountWith(["reject"]);
    card.connection.replies["frontend/get_translations"] = {
      resources: { [`${PREFIX}card.heading`]: "Sicherheit", [`${PREFIX}states.at_risk`]: "Gefahr" },
    };
    await clock.advance(2_000);
    await card.settle();
    expect(card.$(".word").textContent!.trim()).to.equal("Gefahr");
    card.connection.replies["frontend/get_translations"] = { code: "unknown_command" };
    card.card.hass = { ...card.card.hass!, language: "fr" };
    await card.settle();
    expect(card.$(".word").textContent!.trim()).to.equal("At risk");
  });

  it("are requested once for all elements of a page", async () => {
    const connection = new FakeConnection();
    const [first, frontend] = await mountWith(["hang"], connection);
    const { loadBackendTranslation } = frontend;
    for (const name of ["security-posture-card", "security-posture-badge"]) {
      const element = document.createElement(name);
      (element as unknown as { setConfig(given: object): void }).setConfig({});
      const hass = createHass(connection, { localize: NONE, loadBackendTranslation });
      Object.assign(element, { hass });
      document.body.append(element);
    }
    await first.settle();
    await clock.advance(5_000);
    expect(frontend.requests).to.have.length(1);
    // Removing an element does not affect the others.
    first.card.remove();
    await clock.advance(10 * MINUTE);
    expect(frontend.requests.length).to.be.above(3);
  });

  for (const outcome of ["reject", "hang", "empty", "load"] as const) {
    it(`leave no timer and no listener behind: ${outcome}`, async () => {
      const [card] = await mountWith([outcome]);
      for (const wait of [1, 2_000, 30_000]) {
        await clock.advance(wait);
        card.card.remove();
        await clock.advance(5_100); // the subscription is kept for five seconds
        expect(clock.waiting, `after ${wait} ms`).to.equal(0);
        expect(card.connection.listeners).to.equal(0);
        document.body.append(card.card);
        await card.settle();
      }
    });
  }

  it("have a word for every number while none has arrived, in every state", async () => {
    for (const [state, message] of Object.entries(messages())) {
      for (const is_admin of [true, false]) {
        for (const width of [250, 384, 736, 1_216]) {
          const hass = { localize: NONE, user: { is_admin } };
          const card = await mount({ message, hass, width });
          expectWords(card);
          expect(card.text(), state).not.to.match(/undefined|\[object|_/);
          unmountAll();
        }
      }
    }
  });
});
