/** The static page: one file that requests nothing, and shows everything that can be chosen. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { AxeResults } from "axe-core";
import { unzipSync } from "fflate";
import { CARD, ROOT } from "../../scripts/setup/paths.js";
import { buildPage } from "../../scripts/static-demo/build.js";
import { CONTROLS, choiceIn, hashOf, type Choice } from "../../scripts/static-demo/page/choice.js";
import { HOMES } from "../../scripts/static-demo/page/homes.js";
import { LANGUAGES, localizeIn } from "../../scripts/static-demo/page/languages.js";
import { parseSnapshot } from "../../src/connection/api.js";
import { Camera } from "./camera.js";

/** In the browser. */
declare const axe: { run(): Promise<AxeResults> };

const MAX_BYTES = 2 * 1024 * 1024;
const PREFIX = "component.security_posture.config_panel.";
/** Paths of the machine that recorded. */
const TRACES = /\/(?:tmp|root|home|work|Users|var)\//;

const HOSTILE = [
  "#home=__proto__&situation=constructor&place=toString",
  "#language=<img src=x onerror=document.title='hit'>",
  "#home=bad&home=%00&theme=%E0%A4%A",
  `#${"home=bad&".repeat(5_000)}`,
  "#javascript:document.title='hit'",
  "#home=bad&user=admin&open=hasOwnProperty",
  "#&&==&=&%",
];

describe("the choice in the address", () => {
  it("is read as it was written", () => {
    for (const [name, { options }] of Object.entries(CONTROLS)) {
      for (const value of options.keys()) {
        const choice = { ...choiceIn(""), [name]: value };
        assert.deepEqual(choiceIn(hashOf(choice)), choice);
      }
    }
  });

  it("is an option of each control, whatever the address says", () => {
    for (const hash of HOSTILE) {
      for (const [name, value] of Object.entries(choiceIn(hash))) {
        assert.ok(CONTROLS[name as keyof Choice].options.has(value), `${hash}: ${name}`);
      }
    }
  });
});

describe("the recordings", () => {
  for (const [name, { recording }] of Object.entries(HOMES)) {
    it(`of ${name} can be read, and every check has its texts`, () => {
      for (const message of [recording.admin, recording.viewer]) {
        assert.equal(parseSnapshot(message).kind, "snapshot");
      }
      const localize = localizeIn("en");
      for (const { id } of recording.admin.checks as { id: string }[]) {
        assert.ok(
          localize(`${PREFIX}checks.${id}.title`),
          `${id}: npm run demo:static -- --record`,
        );
      }
    });

    it(`of ${name} names nothing of the machine`, () => {
      const { copy, ...answers } = recording;
      const archive = Buffer.from((copy.copy as { zip: string }).zip, "base64");
      const files = Object.values(unzipSync(archive)).map((file) => Buffer.from(file).toString());
      for (const text of [JSON.stringify(answers), ...files]) assert.doesNotMatch(text, TRACES);
    });
  }
});

describe("the page", () => {
  let folder: string;
  let file: string;
  let camera: Camera;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "static-page-"));
    file = join(folder, "page.html");
    await buildPage(file);
    camera = await Camera.open(file);
  });
  after(async () => {
    await camera.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Show something, and return the visible texts of the card and its mode. */
  async function shown(hash: string): Promise<{ text: string; mode: string }> {
    await camera.show(hash);
    return camera.page.locator("security-posture-card").evaluate((card) => ({
      text: (card.shadowRoot?.querySelector("ha-card") as HTMLElement).innerText,
      mode: card.shadowRoot?.querySelector<HTMLElement>(".body")?.dataset.mode ?? "",
    }));
  }

  it("has the card's bundle as it is, and is small", () => {
    const html = readFileSync(file, "utf8");
    assert.ok(html.includes(readFileSync(CARD, "utf8")));
    assert.ok(html.length < MAX_BYTES);
    assert.doesNotMatch(html, /<script[^>]* src=|<link[^>]*rel="stylesheet"|@import/);
  });

  it("shows every home as its report says", async () => {
    for (const [home, { recording }] of Object.entries(HOMES)) {
      for (const user of ["admin", "viewer"]) {
        const { mode } = await shown(`#home=${home}&user=${user}`);
        assert.equal(mode, recording.admin.state, home);
      }
    }
  });

  it("shows every situation", async () => {
    for (const situation of CONTROLS.situation.options.keys()) {
      const { mode } = await shown(`#home=good&situation=${situation}`);
      const isReport = ["current", "provisional", "overall"].includes(situation);
      assert.equal(mode, isReport ? "good" : situation);
    }
  });

  it("shows every language", async () => {
    for (const language of Object.keys(LANGUAGES)) {
      const { text } = await shown(`#home=bad&language=${language}&user=admin`);
      for (const key of ["states.at_risk", "card.all_checks", "areas.backups"]) {
        const words = localizeIn(language)(PREFIX + key);
        assert.ok(words && text.includes(words), `${language}: ${key}`);
      }
    }
  });

  it("opens what an administrator can open, with an answer in it", async () => {
    const marks = {
      area: ".inside .check",
      evidence: ".evidence li",
      accept: "form input",
      checks: ".all .check",
      changes: ".all .change",
      review: ".share .choice",
      copy: ".share a[download]",
    };
    for (const [open, mark] of Object.entries(marks)) {
      await shown(`#home=bad&user=admin&open=${open}`);
      assert.ok(await camera.page.locator(mark).count(), open);
      await shown(`#home=bad&open=${open}`);
      assert.equal(await camera.page.locator(mark).count(), 0, `${open}, not an administrator`);
    }
  });

  it("shows the card in every size and theme, without a line that is cut off", async () => {
    for (const place of CONTROLS.place.options.keys()) {
      for (const theme of ["light", "dark"]) {
        await shown(`#home=mixed&place=${place}&theme=${theme}`);
        const card = camera.page.locator("security-posture-card");
        const [isDark, cut] = await card.evaluate((element) => [
          element.hasAttribute("dark"),
          element.scrollWidth - element.clientWidth,
        ]);
        assert.deepEqual([isDark, cut], [theme === "dark", 0], `${place}, ${theme}`);
      }
    }
  });

  it("keeps the choice in the address, with labels and the keyboard", async () => {
    await shown("#");
    const select = camera.page.getByLabel("Theme");
    await select.focus();
    await camera.page.keyboard.press("End");
    await camera.page.locator('#stage[data-shown="#theme=dark"]').waitFor();
    assert.equal(new URL(camera.page.url()).hash, "#theme=dark");
    await camera.page.goBack();
    await camera.page.locator('#stage[data-shown="#"]').waitFor();
    assert.equal(await select.inputValue(), "light");
    const selects = camera.page.locator("#controls select");
    const unlabelled = await selects.evaluateAll(
      (all) => all.filter((each) => !(each as HTMLSelectElement).labels?.length).length,
    );
    assert.equal(unlabelled, 0);
  });

  it("has no accessibility problem", async () => {
    await shown("#home=bad&user=admin&open=area");
    await camera.page.evaluate(
      readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8"),
    );
    const { violations } = await camera.page.evaluate(() => axe.run());
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]),
      [],
    );
  });

  it("says what it would do in Home Assistant, and does not leave", async () => {
    await shown("#home=bad&user=admin&open=area");
    await camera.page.locator(".sheet summary").first().click();
    await camera.page.waitForTimeout(600); // a second press within half a second is not accepted
    await camera.page.locator(".sheet").getByText("Open settings").first().click();
    assert.match(await camera.page.locator("#notice").innerText(), /opens: \/config/);
    await shown("#home=bad&user=admin&open=accept");
    await camera.page.locator('input[name="reason"]').fill("It is offline");
    await camera.page.locator('input[name="until"]').fill("2027-01-01");
    await camera.page.getByRole("button", { name: "Accept", exact: true }).click();
    await camera.page.locator("#notice", { hasText: "nothing is sent" }).waitFor();
  });

  it("shows the default for an address that nobody has made", async () => {
    for (const hash of HOSTILE) {
      const { mode } = await shown(hash);
      assert.ok(["good", "at_risk"].includes(mode), hash);
      assert.equal(await camera.page.title(), "Security Posture: the card on recordings");
    }
  });

  it("has requested nothing so far, and reported no error", () => {
    assert.deepEqual(camera.problems, []);
  });

  it("cannot reach another host", async () => {
    let requests = 0;
    const host = createServer((_request, response) => {
      requests++;
      response.end();
    });
    host.listen(0, "127.0.0.1");
    await once(host, "listening");
    const { port } = host.address() as AddressInfo;
    const blocked = await camera.page.evaluate(async (url) => {
      const image = new Image();
      image.src = `${url}/image.png`;
      const attempts = await Promise.allSettled([fetch(url, { mode: "no-cors" }), image.decode()]);
      return attempts.map(({ status }) => status);
    }, `http://127.0.0.1:${port}`);
    host.close();
    assert.deepEqual(blocked, ["rejected", "rejected"]);
    assert.equal(requests, 0);
  });
});
