/** Draw the built card in several sizes, and send what is visible to the server. */
import { FakeConnection, createHass } from "../../card/builders.js";
import { everything } from "../../card/sample-cards.js";

/** What one size shows. */
export interface Drawn {
  hasContainerQueries: boolean;
  /** The state word, and whether the whole of it and of its shape is inside the card. */
  word: string;
  isVisible: boolean;
  /** The letters of the word are on one line. */
  isWhole: boolean;
  tiles: number;
}

interface Card extends HTMLElement {
  hass: unknown;
  updateComplete: Promise<unknown>;
  setConfig(config: object): void;
}

const SIZES = {
  smallest: { width: 110, height: 120, rows: 2 },
  "half a column": { width: 228, height: 184, rows: 3 },
  column: { width: 464, height: 0, rows: "auto" },
  wall: { width: 1280, height: 744, rows: 12 },
};

async function draw(size: (typeof SIZES)[keyof typeof SIZES]): Promise<Drawn> {
  const connection = new FakeConnection();
  connection.message = everything();
  const card = document.createElement("security-posture-card") as Card;
  card.setConfig({ type: "custom:security-posture-card", grid_options: { rows: size.rows } });
  card.hass = createHass(connection);
  const box = document.createElement("div");
  box.style.width = `${size.width}px`;
  if (size.height) box.style.height = `${size.height}px`;
  box.append(card);
  document.body.append(box);
  for (let turn = 0; turn < 20; turn++) await card.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 100));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const root = card.shadowRoot!;
  const word = root.querySelector<HTMLElement>(".word")!;
  const outer = card.getBoundingClientRect();
  const isInside = (part: Element): boolean => {
    const { left, right, top, bottom, height } = part.getBoundingClientRect();
    const isBetween = left >= outer.left && right <= outer.right && top >= outer.top;
    return height > 10 && isBetween && bottom <= outer.bottom;
  };
  return {
    hasContainerQueries: CSS.supports("container-type", "size"),
    word: word.textContent.trim(),
    isVisible: isInside(word) && isInside(root.querySelector(".hero > .glyph")!),
    isWhole: word.scrollWidth <= word.clientWidth && lines(word) === 1,
    tiles: [...root.querySelectorAll(".tile")].filter((tile) => tile.getClientRects().length)
      .length,
  };
}

function lines(word: HTMLElement): number {
  const range = document.createRange();
  range.selectNodeContents(word);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
}

async function run(): Promise<void> {
  const card = "/card.js?v=1";
  await import(card);
  const drawn: Record<string, Drawn> = {};
  for (const [name, size] of Object.entries(SIZES)) drawn[name] = await draw(size);
  await report(drawn);
}

function report(result: unknown): Promise<unknown> {
  return fetch("/result", { method: "POST", body: JSON.stringify(result) });
}

run().catch((error: unknown) => report(String(error)));
