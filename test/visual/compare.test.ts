/** What counts as a difference between two pictures. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { chromium, type Browser, type Page } from "playwright-core";
import { findBrowser } from "../../scripts/setup/browser.js";
import { compare } from "./compare.js";

const TOLERANCE = 4;

interface Box {
  x: number;
  colour: string;
  height?: number;
}

describe("the comparison of pictures", () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    const args = ["--no-sandbox", "--disable-gpu"];
    browser = await chromium.launch({ executablePath: findBrowser(), args });
    page = await browser.newPage();
  });
  after(() => browser.close());

  /** Draw a box of 20 by 20 pixels on white. */
  function picture(box: Box): Promise<string> {
    return page.evaluate(({ x, colour, height = 40 }) => {
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: 40, height });
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      context.fillStyle = "#fff";
      context.fillRect(0, 0, 40, height);
      context.fillStyle = colour;
      context.fillRect(x, 10, 20, 20);
      return canvas.toDataURL();
    }, box);
  }

  async function pixels(one: Box, other: Box, reach: number): Promise<number> {
    const [first, second] = [await picture(one), await picture(other)];
    const pair = { before: first, after: second, tolerance: TOLERANCE, reach };
    return (await page.evaluate(compare, pair)).pixels;
  }

  const box = { x: 10, colour: "#9d3800" };

  it("finds none between equal pictures", async () => {
    assert.equal(await pixels(box, box, 0), 0);
  });

  it("finds a slightly different colour, however far an edge may be off", async () => {
    const other = { ...box, colour: "#a33800" };
    assert.equal(await pixels(box, other, 0), 400);
    assert.equal(await pixels(box, other, 1), 400);
    assert.equal(await pixels(box, { ...box, colour: "#9f3a00" }, 0), 0);
  });

  it("finds an edge that is a pixel off only where machines render alike", async () => {
    const other = { ...box, x: 11 };
    assert.equal(await pixels(box, other, 0), 40);
    assert.equal(await pixels(box, other, 1), 0);
  });

  it("finds an edge that is two pixels off, and what is not there any more", async () => {
    for (const reach of [0, 1]) {
      assert.ok((await pixels(box, { ...box, x: 12 }, reach)) >= 40);
      const gone = await pixels(box, { ...box, colour: "#fff" }, reach);
      assert.equal(gone, 400);
      assert.equal(await pixels({ ...box, colour: "#fff" }, box, reach), gone);
    }
  });

  it("finds that a picture is longer", async () => {
    assert.equal(await pixels(box, { ...box, height: 42 }, 0), 80);
  });
});
