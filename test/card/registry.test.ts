import { expect } from "@open-wc/testing";

const BUNDLE = "/custom_components/security_posture/card/security-posture-card.js";
const POLYFILL =
  "/node_modules/@webcomponents/scoped-custom-element-registry/scoped-custom-element-registry.min.js";
const TAG = "security-posture-card";

type Page = Window & typeof globalThis & { customCards?: { type: string }[]; logged: string[] };

/** Open an empty page, record its console and errors, and run `script` in it. */
async function page(script: string): Promise<Page> {
  const frame = document.createElement("iframe");
  frame.srcdoc = `<!doctype html><script type="module">
    window.logged = [];
    for (const level of ["info", "error", "warn"]) console[level] = (...all) => logged.push(level + ": " + all.join(" "));
    window.onerror = (message) => logged.push("thrown: " + message);
    window.onunhandledrejection = ({ reason }) => logged.push("rejected: " + reason);
    ${script}
    await new Promise((resolve) => setTimeout(resolve, 50));
    parent.postMessage("done", "*");
  </script>`;
  const done = new Promise<void>((resolve) => {
    const listen = ({ data, source }: MessageEvent): void => {
      if (data !== "done" || source !== frame.contentWindow) return;
      window.removeEventListener("message", listen);
      resolve();
    };
    window.addEventListener("message", listen);
  });
  document.body.append(frame);
  await done;
  return frame.contentWindow as unknown as Page;
}

/** Return whether Lovelace, which looks into the registry first, gets a working card. */
function works({ customElements, document }: Page): boolean {
  if (!customElements.get(TAG)) return false;
  const card = document.createElement(TAG) as HTMLElement & { setConfig?(config: object): void };
  document.body.append(card);
  card.setConfig?.({});
  return Boolean(card.shadowRoot && card.setConfig);
}

const load = (version: string): string => `await import("${BUNDLE}?v=${version}");`;
const APP = `customElements.define("home-assistant", class extends HTMLElement {});`;

describe("the element's name", () => {
  afterEach(() => document.body.replaceChildren());

  it("is defined by the bundle", async () => {
    const shown = await page(load("aaaa"));
    expect(works(shown)).to.equal(true);
    expect(shown.logged).to.deep.equal([]);
  });

  it("survives the same file loaded twice", async () => {
    const shown = await page(load("aaaa") + load("aaaa&again"));
    expect(works(shown)).to.equal(true);
    expect(shown.logged).to.deep.equal([]);
    expect(shown.customCards).to.have.length(1);
  });

  it("survives two versions", async () => {
    const shown = await page(load("aaaa") + load("bbbb"));
    expect(works(shown)).to.equal(true);
    expect(shown.logged).to.deep.equal([]);
    expect(shown.customCards).to.have.length(1);
  });

  it("may be taken by another card", async () => {
    const other = `customElements.define("${TAG}", class extends HTMLElement {});`;
    const shown = await page(other + load("aaaa"));
    expect(shown.logged, "nothing is thrown").to.deep.equal([]);
  });

  it("is defined after the frontend has replaced the registry", async () => {
    const shown = await page(`${load("aaaa")} await import("${POLYFILL}"); ${APP}`);
    expect(works(shown)).to.equal(true);
    expect(shown.logged).to.deep.equal([]);
  });

  it("is defined when the frontend replaced the registry before", async () => {
    const shown = await page(`await import("${POLYFILL}"); ${APP} ${load("aaaa")}`);
    expect(works(shown)).to.equal(true);
    expect(shown.logged).to.deep.equal([]);
  });

  it("is defined as well when both race and the file is loaded twice", async () => {
    const shown = await page(
      `${load("aaaa")} await import("${POLYFILL}"); ${load("aaaa&again")} ${APP}`,
    );
    expect(works(shown)).to.equal(true);
    expect(shown.logged).to.deep.equal([]);
  });

  it("keeps the entries of other cards in the picker", async () => {
    const shown = await page(`window.customCards = [{ type: "other" }]; ${load("aaaa")}`);
    expect(shown.customCards!.map(({ type }) => type)).to.deep.equal(["other", TAG]);
  });
});
