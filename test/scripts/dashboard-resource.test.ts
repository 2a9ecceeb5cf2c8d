/** The script of the dashboard resource: what it asks for, what it loads, and when it stops. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { runInNewContext } from "node:vm";
import { ROOT } from "../../scripts/setup/paths.js";

const CARD = "https://home.example/security_posture/card.js";

/** The script as the docs show it; a Python test compares that with the code. */
const [, script = ""] =
  /url: >-\n\s*data:text\/javascript,(.*)/.exec(
    readFileSync(join(ROOT, "docs", "wall-tablet.md"), "utf8"),
  ) ?? [];

interface Answer {
  ok: boolean;
  location?: string;
}

interface Run {
  /** The addresses it has asked for and imported. */
  asked: string[];
  imported: string[];
  /** The times it has waited for, in seconds. */
  waited: number[];
}

interface Home {
  answers: Answer[];
  isFrontend?: boolean;
  /** The card is there after so many imports. */
  after?: number;
}

/** Run the script until there are no more answers. */
async function run({ answers, isFrontend = true, after = Infinity }: Home): Promise<Run> {
  const done: Run = { asked: [], imported: [], waited: [] };
  let again: (() => unknown) | undefined;
  const page = {
    URL,
    Math,
    location: new URL("https://home.example/lovelace/0"),
    document: { querySelector: () => isFrontend || null },
    customElements: { get: () => done.imported.length >= after },
    fetch: (at: URL) => {
      const { ok, location } = answers[done.asked.length]!;
      done.asked.push(at.href);
      return Promise.resolve({ ok, headers: { get: () => location ?? null } });
    },
    importModule: (address: URL) => {
      done.imported.push(address.href);
      return Promise.resolve();
    },
    setTimeout: (load: (...args: number[]) => unknown, ms: number, ...args: number[]) => {
      done.waited.push(ms / 1000);
      again = () => load(...args);
    },
  };
  // Node's `vm` has no modules.
  runInNewContext(script.replace("await import(", "await importModule("), page);
  for (;;) {
    await new Promise(setImmediate);
    const next = again;
    again = undefined;
    if (!next || done.asked.length === answers.length) {
      if (!next) return done;
      if (after === Infinity) return done;
    }
    await next();
  }
}

describe("the script of the dashboard resource", () => {
  it("loads the card's own address, and then stops", async () => {
    const location = "/security_posture/card.js?v=0123456789ab";
    const found = await run({ answers: [{ ok: false }, { ok: true, location }], after: 1 });
    assert.deepEqual(found.asked, [CARD, CARD]);
    assert.deepEqual(found.imported, [`${CARD}?v=0123456789ab`]);
    assert.deepEqual(found.waited, [1, 1.1]);
  });

  it("loads the card if a proxy removes the address", async () => {
    const found = await run({ answers: [{ ok: true }], after: 1 });
    assert.deepEqual(found.imported, [CARD]);
  });

  for (const location of [
    "https://evil.example/security_posture/card.js?v=0123456789ab",
    "//evil.example/x.js",
    "data:text/javascript,alert(1)",
    "javascript:alert(1)",
    "blob:https://home.example/x",
    "/local/evil.js",
    "../local/evil.js?v=1#x",
    "https://user:password@home.example/x.js",
    "http://home.example/security_posture/card.js",
    "https://[",
  ]) {
    it(`loads nothing but the card for ${location}`, async () => {
      const found = await run({ answers: [{ ok: true, location }, { ok: false }] });
      for (const address of found.imported) assert.equal(address.split("?")[0], CARD);
      assert.equal(found.imported.length, location === "https://[" ? 0 : 1);
    });
  }

  it("takes another address after a failure, and waits longer each time, up to 30 seconds", async () => {
    const found = await run({ answers: Array<Answer>(60).fill({ ok: true }) });
    assert.equal(new Set(found.imported).size, 60);
    assert.ok(found.waited.every((each, i) => i === 0 || each >= found.waited[i - 1]!));
    assert.equal(Math.max(...found.waited), 30);
    assert.ok(found.waited.slice(0, 20).reduce((sum, each) => sum + each) < 60);
  });

  it("does nothing where the card is there, and outside of the frontend", async () => {
    for (const home of [
      { answers: [], after: 0 },
      { answers: [], isFrontend: false },
    ]) {
      assert.deepEqual(await run(home), { asked: [], imported: [], waited: [] });
    }
  });
});
