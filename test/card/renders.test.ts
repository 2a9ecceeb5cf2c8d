import { expect } from "@open-wc/testing";
import type { HomeAssistant } from "../../src/ha/home-assistant.js";
import { createRisk, localize, mount, unmountAll, type Mounted } from "./builders.js";

/** Count the updates of a card from now on. */
function counted(card: Mounted): () => number {
  let updates = 0;
  const watched = card.card as unknown as { update(): void };
  const update = watched.update.bind(card.card);
  watched.update = () => {
    updates++;
    update();
  };
  return () => updates;
}

const set = async (card: Mounted, fields: object): Promise<void> => {
  card.card.hass = { ...card.card.hass!, ...fields } as HomeAssistant;
  await card.settle();
};

describe("renders", () => {
  afterEach(unmountAll);

  it("not at all for a thousand unrelated changes", async () => {
    const card = await mount();
    const updates = counted(card);
    for (let n = 0; n < 1_000; n++)
      await set(card, { states: { [`sensor.x${n}`]: {} }, services: {} });
    expect(updates()).to.equal(0);
    expect(card.connection.asked).to.equal(1);
  });

  const RELEVANT: [string, object][] = [
    ["words", { localize: (key: string) => localize(key) }],
    ["language", { language: "de" }],
    ["locale", { locale: { language: "de" } }],
    ["user", { user: { is_admin: true } }],
    ["panels", { panels: {} }],
    ["theme", { themes: { darkMode: true } }],
  ];
  for (const [name, fields] of RELEVANT) {
    it(`once for another ${name}`, async () => {
      const card = await mount();
      const updates = counted(card);
      await set(card, fields);
      expect(updates()).to.equal(1);
    });
  }

  it("once for a message", async () => {
    const card = await mount();
    const updates = counted(card);
    card.connection.push(createRisk());
    await card.settle();
    expect(updates()).to.equal(1);
  });

  it("follows another connection", async () => {
    const first = await mount();
    const second = await mount({ message: createRisk() });
    await set(first, { connection: second.connection });
    expect(first.$(".word").textContent!.trim()).to.equal("At risk");
  });

  it("leaves nothing after a thousand attachments", async () => {
    const card = await mount();
    const { parentElement } = card.card;
    const nodes = card.root.querySelectorAll("*").length;
    for (let n = 0; n < 1_000; n++) {
      card.card.remove();
      parentElement!.append(card.card);
    }
    await card.settle();
    expect(card.connection.subscriptions).to.equal(1);
    expect(card.connection.asked).to.equal(1);
    expect(card.root.querySelectorAll("*").length).to.equal(nodes);
  });
});
