/** The built card in an old browser, which has no container queries and no color-mix(). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildCard } from "../../scripts/setup/card.js";
import { CARD, INTEGRATION } from "../../scripts/setup/paths.js";
import { find } from "./installed.js";
import type { Drawn } from "./sizes/page.js";

const PAGE = fileURLToPath(new URL("sizes/page.ts", import.meta.url));
const ENGLISH = "/custom_components/security_posture/translations/en.json";
// An error of the module itself is sent as well.
const HTML = `<!doctype html><script>
  for (const type of ["error", "unhandledrejection"])
    addEventListener(type, ({ message, reason }) =>
      fetch("/result", { method: "POST", body: JSON.stringify(String(message || reason)) }));
</script><script type="module" src="/page.js"></script>`;

// The samples of the tests use top-level await, which Chromium 85 lacks.
const OLD = "chromium-92";
const names = process.env.BROWSERS?.split(",") ?? [];
const found = (await find(names.filter(Boolean))).get(OLD) ?? "not chosen";

describe("the card without container queries", { skip: typeof found === "string" && found }, () => {
  let server: Server;
  let drawn: Record<string, Drawn>;

  before(async () => {
    assert.ok(typeof found === "object");
    await buildCard();
    const page = await serve();
    ({ server } = page);
    const { port } = server.address() as AddressInfo;
    const browser = await found.start();
    try {
      await browser.open(`http://127.0.0.1:${port}/`);
      drawn = await page.result;
      assert.equal(typeof drawn, "object", String(drawn));
    } finally {
      await browser.close();
    }
  });

  after(() => server.close());

  it("is a browser without container queries", () => {
    for (const { hasContainerQueries } of Object.values(drawn))
      assert.equal(hasContainerQueries, false);
  });

  it("shows shape and word in every size", () => {
    assert.deepEqual(
      Object.entries(drawn).map(([size, { isVisible, isWhole }]) => [size, isVisible, isWhole]),
      Object.keys(drawn).map((size) => [size, true, true]),
    );
  });

  it("shows the state alone where there is no room, and all areas elsewhere", () => {
    const tiles = Object.values(drawn).map((size) => size.tiles);
    assert.deepEqual(tiles, [0, 0, 8, 8]);
  });
});

/** Serve the page, and resolve `result` with what it sends. */
async function serve(): Promise<{ server: Server; result: Promise<Record<string, Drawn>> }> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    bundle: true,
    write: false,
    format: "esm",
    target: "chrome92",
  });
  const files: Record<string, [type: string, body: string | Buffer]> = {
    "/": ["text/html", HTML],
    "/page.js": ["text/javascript", outputFiles[0]?.text ?? ""],
    "/card.js": ["text/javascript", readFileSync(CARD)],
    [ENGLISH]: ["application/json", readFileSync(join(INTEGRATION, "translations", "en.json"))],
  };
  let resolve: (body: string) => void;
  const posted = new Promise<string>((settle) => (resolve = settle));
  const server = createServer((request, response) => {
    if (request.method === "POST") void text(request).then(resolve);
    const [type, body] = files[request.url?.split("?")[0] ?? ""] ?? ["text/plain", ""];
    response.writeHead(body ? 200 : 404, { "Content-Type": `${type}; charset=utf-8` });
    response.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, result: posted.then((body) => JSON.parse(body) as Record<string, Drawn>) };
}
