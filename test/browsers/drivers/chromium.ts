/** Chromium, by the Chrome DevTools Protocol: that of its oldest version here has all that is used. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Key } from "./browser.js";
import { Commands } from "./commands.js";
import { profileFolder, startProgram } from "./program.js";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--remote-debugging-port=0",
];

const KEYS: Record<Key, { keyCode: number; text?: string }> = {
  Tab: { keyCode: 9 },
  Enter: { keyCode: 13, text: "\r" },
  Escape: { keyCode: 27 },
};

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

export async function openChromium(path: string): Promise<Browser> {
  const profile = profileFolder();
  const program = await startProgram(
    path,
    [...ARGUMENTS, `--user-data-dir=${profile.path}`, "about:blank"],
    { line: /DevTools listening on (ws:\S+)/ },
  );
  const browser = await Commands.connect(program.found);
  const { product } = await browser.send<{ product: string }>("Browser.getVersion");
  // Its own page: that of the start may not be there yet.
  const { targetId } = await browser.send<{ targetId: string }>("Target.createTarget", {
    url: "about:blank",
  });
  browser.close();
  const commands = await Commands.connect(
    new URL(`/devtools/page/${targetId}`, program.found).href,
  );
  await commands.send("Page.enable");
  const hover = (x: number, y: number): Promise<void> =>
    commands.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  const mouse = (type: string, x: number, y: number): Promise<void> =>
    commands.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
  return {
    version: product.replace(/^(Headless)?Chrome\//, "Chromium "),
    open: (url) => commands.send("Page.navigate", { url }),
    resize: (width, height) =>
      commands.send("Emulation.setDeviceMetricsOverride", {
        ...{ width, height, deviceScaleFactor: 1, mobile: false },
      }),
    async evaluate(expression) {
      const { result, exceptionDetails } = await commands.send<Evaluated>("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (!exceptionDetails) return result.value;
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    },
    hover,
    async click(x, y, gap) {
      await hover(x, y);
      // Without waiting for the page: a person does not wait either.
      const click = (): Promise<unknown> =>
        Promise.all([mouse("mousePressed", x, y), mouse("mouseReleased", x, y)]);
      const first = click();
      if (gap !== undefined) await sleep(gap).then(click);
      await first;
    },
    async press(key) {
      const { keyCode, text } = KEYS[key];
      const fields = { key, code: key, windowsVirtualKeyCode: keyCode };
      const type = text ? "keyDown" : "rawKeyDown";
      await commands.send("Input.dispatchKeyEvent", { type, ...fields, text });
      await commands.send("Input.dispatchKeyEvent", { type: "keyUp", ...fields });
    },
    type: (text) => commands.send("Input.insertText", { text }),
    async screenshot() {
      const { data } = await commands.send<{ data: string }>("Page.captureScreenshot");
      return Buffer.from(data, "base64");
    },
    close() {
      commands.close();
      program.stop();
      profile.remove();
      return Promise.resolve();
    },
  };
}
