/** WebKitGTK's MiniBrowser, by its WebDriver; it needs a display, so it gets a virtual one. */
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../../scripts/demo/free-port.js";
import { WEBDRIVER_KEYS, clickActions, hoverActions, keyActions, type Browser } from "./browser.js";
import { startProgram } from "./program.js";

export interface WebKitPrograms {
  driver: string;
  browser: string;
  /** Xvfb, a display without a screen. */
  display: string;
}

interface Session {
  sessionId: string;
  capabilities: { browserVersion: string };
}

export async function openWebKit(programs: WebKitPrograms): Promise<Browser> {
  // It picks a free number, and prints it.
  const display = await startProgram(
    programs.display,
    ["-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"],
    { line: /^(\d+)\n/m },
  );
  const port = await freePort();
  const driver = await startDriver(programs.driver, port, display.found);
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: T };
    if (!answer.ok) throw new Error((value as { message: string }).message);
    return value;
  };
  const { sessionId, capabilities } = await call<Session>("POST", "", {
    capabilities: {
      alwaysMatch: {
        acceptInsecureCerts: true,
        "webkitgtk:browserOptions": { binary: programs.browser, args: ["--automation"] },
      },
    },
  });
  const send = <T>(command: string, body: object = {}): Promise<T> =>
    call("POST", `/${sessionId}/${command}`, body);
  const evaluate = async (expression: string): Promise<unknown> => {
    // A script that calls back: the driver may not wait for promises of others.
    const script = `const end = arguments[0];
      new Promise((resolve) => resolve(${expression}))
        .then((value) => end(JSON.stringify({ value })), (error) => end(JSON.stringify({ error: String(error) })));`;
    const { value, error } = JSON.parse(
      await send<string>("execute/async", { script, args: [] }),
    ) as { value?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  };
  const perform = (actions: object[]): Promise<void> => send("actions", { actions });
  return {
    version: `WebKitGTK ${capabilities.browserVersion}`,
    open: (url) => send("url", { url }),
    async resize(width, height) {
      let [outerWidth, outerHeight] = [width, height];
      // The window is larger than the viewport, by a toolbar.
      for (let turn = 0; turn < 3; turn++) {
        await send("window/rect", { width: outerWidth, height: outerHeight });
        await sleep(300);
        const [w, h] = (await evaluate("[innerWidth, innerHeight]")) as [number, number];
        if (w === width && h === height) return;
        outerWidth += width - w;
        outerHeight += height - h;
      }
    },
    evaluate,
    hover: (x, y) => perform(hoverActions(x, y)),
    click: (x, y, gap) => perform(clickActions(x, y, gap)),
    press: (key) => perform(keyActions([WEBDRIVER_KEYS[key]])),
    type: (text) => perform(keyActions(text)),
    async screenshot() {
      return Buffer.from(await call<string>("GET", `/${sessionId}/screenshot`), "base64");
    },
    async close() {
      await call("DELETE", `/${sessionId}`).catch(() => undefined);
      driver.stop();
      display.stop();
    },
  };
}

/** It prints nothing: it is ready when it answers. */
async function startDriver(path: string, port: number, display: string): Promise<{ stop(): void }> {
  const { stop } = await startProgram(path, [`--port=${port}`], {
    env: { DISPLAY: `:${display}`, GDK_BACKEND: "x11" },
  });
  for (let turn = 0; turn < 100; turn++) {
    const answers = await fetch(`http://127.0.0.1:${port}/status`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { stop };
    await sleep(100);
  }
  stop();
  throw new Error(`${path} does not answer.`);
}
