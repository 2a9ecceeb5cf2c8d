/** A page with a card, served by this process and opened in Chromium, isolated for a precise clock. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type Browser, type CDPSession, type Page } from "playwright-core";
import { findBrowser } from "../../scripts/setup/browser.js";
import { INTEGRATION } from "../../scripts/setup/paths.js";

const PAGE = fileURLToPath(new URL("page/index.ts", import.meta.url));
const ENGLISH = "/custom_components/security_posture/translations/en.json";
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** 0 disables the timeout: the page measures for minutes. */
const NO_TIMEOUT = 0;

/** Memory figures of a page. */
export interface Memory {
  /** In bytes, of live objects. */
  heap: number;
  nodes: number;
  listeners: number;
}

export class BenchBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  /** Serve a built card to a browser. */
  static async open(card: string): Promise<BenchBrowser> {
    const server = await serve(card);
    const browser = await chromium.launch({ executablePath: findBrowser(), args: ARGUMENTS });
    return new BenchBrowser(browser, server);
  }

  /** Run `act` on a new page with the card loaded. */
  async on<T>(
    time: "real" | "bench",
    act: (page: Page, cdp: CDPSession) => Promise<T>,
  ): Promise<T> {
    const context = await this.browser.newContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(NO_TIMEOUT);
      const errors: Error[] = [];
      page.on("pageerror", (error) => errors.push(error));
      const { port } = this.server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForFunction(() => "bench" in window, null, { timeout: 120_000 });
      if (!(await page.evaluate(() => crossOriginIsolated)))
        throw new Error("The page is not isolated, so its clock is imprecise.");
      await page.evaluate((passing) => window.bench.load("/card.js?v=1", passing), time);
      const measured = await act(page, await context.newCDPSession(page));
      if (errors[0]) throw errors[0]; // a measurement with errors is not valid
      return measured;
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Return the memory in use after garbage collection. */
export async function memoryOf(cdp: CDPSession): Promise<Memory> {
  // Twice: objects released by a finalizer are only collected by the next run.
  for (let turn = 0; turn < 2; turn++) await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await cdp.send("Memory.getDOMCounters");
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

async function serve(card: string): Promise<Server> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["*/security-posture-card.js"], // measure the built bundle, not the sources
  });
  const files: Record<string, [type: string, body: string | Buffer]> = {
    "/": ["text/html", '<!doctype html><script type="module" src="/bench.js"></script>'],
    "/bench.js": ["text/javascript", outputFiles[0]?.text ?? ""],
    "/card.js": ["text/javascript", readFileSync(card)],
    [ENGLISH]: ["application/json", readFileSync(join(INTEGRATION, "translations", "en.json"))],
  };
  const server = createServer(({ url = "/" }, response) => {
    const [type, body] = files[url.split("?")[0] ?? ""] ?? ["text/plain", ""];
    response.writeHead(body ? 200 : 404, {
      "Content-Type": `${type}; charset=utf-8`,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
