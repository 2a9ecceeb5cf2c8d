/** Firefox, by WebDriver BiDi, which it speaks without a driver. */
import {
  WEBDRIVER_KEYS,
  clickActions,
  hoverActions,
  keyActions,
  type Browser,
  type Key,
} from "./browser.js";
import { Commands } from "./commands.js";
import { profileFolder, startProgram } from "./program.js";

interface Session {
  capabilities: { browserVersion: string };
}

interface Evaluated {
  type: "success" | "exception";
  result?: { value?: string };
  exceptionDetails?: { text: string };
}

export async function openFirefox(path: string): Promise<Browser> {
  const profile = profileFolder();
  const program = await startProgram(
    path,
    ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile.path],
    { line: /WebDriver BiDi listening on (ws:\S+)/ },
  );
  const commands = await Commands.connect(`${program.found}/session`);
  const { capabilities } = await commands.send<Session>("session.new", {
    capabilities: { alwaysMatch: { acceptInsecureCerts: true } },
  });
  // The tab that is there from the start is not for pages.
  const { context } = await commands.send<{ context: string }>("browsingContext.create", {
    type: "tab",
  });
  const perform = (actions: object[]): Promise<void> =>
    commands.send("input.performActions", { context, actions });
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    async open(url) {
      const navigation = { context, url, wait: "complete" };
      await commands.send("browsingContext.navigate", navigation).catch((error: unknown) => {
        // The page itself went on to another, as Home Assistant's does to log in.
        if (!String(error).includes("NS_BINDING_ABORTED")) throw error;
      });
      // Otherwise keys may go to the address bar.
      await commands.send("browsingContext.activate", { context });
    },
    resize: (width, height) =>
      commands.send("browsingContext.setViewport", { context, viewport: { width, height } }),
    async evaluate(expression) {
      const { type, result, exceptionDetails } = await commands.send<Evaluated>("script.evaluate", {
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify({ value }))`,
        target: { context },
        awaitPromise: true,
      });
      if (type === "exception") throw new Error(exceptionDetails?.text);
      return (JSON.parse(result?.value ?? "{}") as { value?: unknown }).value;
    },
    hover: (x, y) => perform(hoverActions(x, y)),
    click: (x, y, gap) => perform(clickActions(x, y, gap)),
    press: (key: Key) => perform(keyActions([WEBDRIVER_KEYS[key]])),
    type: (text) => perform(keyActions(text)),
    async screenshot() {
      const { data } = await commands.send<{ data: string }>("browsingContext.captureScreenshot", {
        context,
      });
      return Buffer.from(data, "base64");
    },
    async close() {
      await commands.send("browser.close").catch(() => undefined);
      commands.close();
      program.stop();
      profile.remove();
    },
  };
}
