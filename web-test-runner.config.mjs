// The card's tests in a real browser: of the sources, and of the bundle built from them here.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { esbuildPlugin } from "@web/dev-server-esbuild";
import { defaultReporter } from "@web/test-runner";
import { chromeLauncher } from "@web/test-runner-chrome";
import { rollup } from "rollup";
import card from "./rollup.config.mjs";
import { fallbackTranslations } from "./scripts/fallback-translations.mjs";

const ENGLISH = "custom_components/security_posture/translations/en.json";
const FIXTURES = "test/fixtures";
const TSCONFIG = fileURLToPath(new URL("tsconfig.json", import.meta.url));

// `npm test` has built it; writing it again would disturb the tests that read it.
if (!process.env.CARD_IS_BUILT) {
  const bundle = await rollup({ ...card, onLog: () => undefined });
  await bundle.write(card.output);
}

/** Serve the golden reports, which the backend's tests write, as one list. */
const goldenReports = {
  name: "golden-reports",
  serve({ path }) {
    if (path !== "/golden-reports.json") return undefined;
    const names = readdirSync(FIXTURES).filter((name) => /^report-.*\.json$/.test(name));
    const reports = names.map((name) => [name, JSON.parse(readFileSync(`${FIXTURES}/${name}`))]);
    return { body: JSON.stringify(reports), type: "json" };
  },
};

/** Serve pages with a content security policy or a script before the bundle, from the query. */
const harnessPages = {
  name: "harness-pages",
  serve({ path, query }) {
    if (path !== "/harness.html") return undefined;
    const before = query.before ? `<script src="${query.before}"></script>` : "";
    const bundle = `<script type="module" src="/${card.output.file}?v=test"></script>`;
    const headers = query.policy ? { "Content-Security-Policy": query.policy } : {};
    const body = `<!doctype html><html lang="en"><title>Harness</title>${before}${bundle}</html>`;
    return { body, type: "html", headers };
  },
};

/** Emulate forced colours, which the built-in command does not support. */
const forcedColors = {
  name: "forced-colors",
  async executeCommand({ command, payload, session }) {
    if (command !== "force-colors") return undefined;
    const page = session.browser.getPage(session.id);
    const devtools = await page.createCDPSession();
    const features = [{ name: "forced-colors", value: payload }];
    await devtools.send("Emulation.setEmulatedMedia", { features });
    return true;
  },
};

/** Print the totals, which `npm test` reads, as the last line. */
const totals = {
  onTestRunFinished({ sessions }) {
    const count = { passed: 0, failed: 0 };
    const walk = (suite) => {
      for (const test of suite.tests) count[test.passed ? "passed" : "failed"]++;
      suite.suites.forEach(walk);
    };
    for (const { testResults, passed } of sessions) {
      const before = count.failed;
      if (testResults) walk(testResults);
      if (!passed && count.failed === before) count.failed++; // the file could not be loaded
    }
    console.log(`\n${count.passed} passed, ${count.failed} failed`);
  },
};

export default {
  files: "test/card/**/*.test.ts",
  nodeResolve: true,
  concurrency: 2,
  // Lit logs this on every page.
  filterBrowserLogs: ({ args }) => !/Lit is in dev mode/.test(args[0]),
  // Long, because the machine may be busy; only a hanging test reaches them.
  browserStartTimeout: 300_000,
  testsStartTimeout: 300_000,
  testsFinishTimeout: 900_000,
  testFramework: { config: { timeout: 120_000 } },
  plugins: [
    goldenReports,
    harnessPages,
    forcedColors,
    esbuildPlugin({
      ts: true,
      target: "auto", // the bundle is served as it was built
      tsconfig: TSCONFIG,
      define: {
        FALLBACK_WORDS: JSON.stringify(fallbackTranslations(readFileSync(ENGLISH))),
        CARD_VERSION: JSON.stringify("0.0.0"),
      },
    }),
  ],
  reporters: [defaultReporter({ reportTestProgress: false }), totals],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
        headless: true,
        args: [
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
        ],
      },
    }),
  ],
};
