/** A person who uses Home Assistant's frontend in any browser: finds, presses, types, waits. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Account } from "../../scripts/demo/accounts.js";
import type { Browser, Key } from "./drivers/browser.js";
import type * as InPage from "./in-page.js";
import type { Query } from "./in-page.js";
import { PICTURES } from "./results.js";

/** Long because the machine may be busy; only failing tests reach it. */
const TIMEOUT_MS = 45_000;
const POLL_MS = 100;
/** The card takes a second press within half a second for an accident. */
const PACE_MS = 700;
/** Fonts and icons are loaded one by one, and WebKit's picture is of the last frame it has drawn. */
const SETTLED_MS = 1_000;

type InPage = Omit<typeof InPage, "home">;
type Asked<Name extends keyof InPage> = Awaited<ReturnType<InPage[Name]>>;

export class Visitor {
  /** Errors of the pages that were left. */
  private readonly errors: string[] = [];
  private failures = 0;
  /** When it last pressed. */
  private pressed = 0;

  private constructor(
    readonly browser: Browser,
    private readonly label: string,
    private readonly script: string,
  ) {}

  /** `label` begins the names of its pictures. */
  static async create(browser: Browser, label: string): Promise<Visitor> {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL("in-page.ts", import.meta.url))],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "visitor",
      target: ["chrome85", "safari15"],
      minify: true,
    });
    return new Visitor(browser, label, outputFiles[0]?.text ?? "");
  }

  async open(url: string): Promise<void> {
    await this.keepErrors();
    await this.browser.open(url);
  }

  /** Return the errors of all pages. */
  async seenErrors(): Promise<string[]> {
    await this.keepErrors();
    return this.errors;
  }

  private async keepErrors(): Promise<void> {
    this.errors.push(...(await this.ask("takeErrors").catch(() => [])));
  }

  /** Call a function of in-page.ts. */
  async ask<Name extends keyof InPage>(
    name: Name,
    ...args: Parameters<InPage[Name]>
  ): Promise<Asked<Name>> {
    // While a page is being left, a browser may install it in the old page and find it in the new one.
    const isHere = "window.visitor && window.visitor.home === document";
    const install = `${isHere} || (() => { ${this.script}; window.visitor = visitor; })()`;
    const call = `visitor.${name}(...${JSON.stringify(args)})`;
    return (await this.browser.evaluate(`(${install}, ${call})`)) as Asked<Name>;
  }

  /** Wait until a question has an answer, and return it. */
  async until<T>(what: string, question: () => Promise<T | null | false | "">): Promise<T> {
    const end = Date.now() + TIMEOUT_MS;
    let why = "";
    while (Date.now() < end) {
      try {
        const answer = await question();
        if (answer !== null && answer !== false && answer !== "") return answer;
      } catch (error) {
        // The page may be loading.
        why = String(error);
      }
      await sleep(POLL_MS);
    }
    await this.picture(`failed-${++this.failures}`).catch(() => undefined);
    throw new Error(
      [`There is no ${what}.`, why, ...(await this.seenErrors())].filter(Boolean).join("\n"),
    );
  }

  /** Wait for something visible, and return its text. */
  async see(query: Query): Promise<string> {
    const found = await this.until(show(query), async () => {
      const texts = await this.ask("texts", query);
      return texts.length > 0 && texts;
    });
    return found[0] ?? "";
  }

  async press(query: Query): Promise<void> {
    const at = await this.point(query);
    await sleep(Math.max(0, this.pressed + PACE_MS - Date.now()));
    await this.browser.click(...at);
    this.pressed = Date.now();
  }

  async hover(query: Query): Promise<void> {
    await this.browser.hover(...(await this.point(query)));
  }

  /** Focus an element, and wait until it keeps the focus: the page may still replace it. */
  async focus(query: Query & { name: string }): Promise<void> {
    const isFocused = async (): Promise<boolean> =>
      new RegExp(query.name).test(await this.ask("focused"));
    await this.until(`${show(query)} that keeps the focus`, async () => {
      if (await isFocused()) return true;
      await this.ask("focus", query);
      await sleep(5 * POLL_MS);
      return isFocused();
    });
  }

  key(key: Key): Promise<void> {
    return this.browser.press(key);
  }

  /** Type into a field; once more if the page has replaced it meanwhile, as a form that loads does. */
  async fill(query: Query, text: string): Promise<void> {
    await this.until(`${show(query)} that keeps its text`, async () => {
      await this.press(query);
      await this.ask("selectText", query);
      await this.browser.type(text);
      await sleep(5 * POLL_MS);
      return (await this.ask("valueOf", query)) === text;
    });
  }

  /** Wait until nothing visible matches. */
  async gone(query: Query): Promise<void> {
    await this.until(`page without ${show(query)}`, async () => {
      return (await this.ask("texts", query)).length === 0;
    });
  }

  /** Wait until something can be pressed and stands still, and return its centre. */
  point(query: Query): Promise<[x: number, y: number]> {
    let last = "";
    return this.until(`${show(query)} that can be pressed`, async () => {
      const at = await this.ask("point", query);
      const isStill = at !== null && String(at) === last;
      last = String(at);
      return isStill && at;
    });
  }

  /** Log in with the login form, as another user if someone is logged in. */
  async logIn(url: string, { username, password }: Account): Promise<void> {
    // A page of the same origin without scripts: the frontend would write its tokens again.
    await this.open(`${url}/robots.txt`);
    await this.until("page", () => this.ask("forgetUser"));
    await this.open(url);
    await this.fill({ css: "input[name=username]" }, username);
    await this.fill({ css: "input[name=password]" }, password);
    await this.key("Enter");
    await this.until("login", async () => {
      const { path, hasToken } = await this.ask("place");
      return hasToken && !path.startsWith("/auth/");
    });
    await this.passReload();
  }

  /** Home Assistant's page reloads itself once, when its service worker has taken over. */
  private async passReload(): Promise<void> {
    const end = Date.now() + TIMEOUT_MS;
    while (!(await this.ask("isSettled").catch(() => false)) && Date.now() < end)
      await sleep(POLL_MS);
    await sleep(SETTLED_MS);
  }

  async picture(name: string): Promise<void> {
    await sleep(SETTLED_MS);
    mkdirSync(PICTURES, { recursive: true });
    writeFileSync(join(PICTURES, `${this.label}-${name}.png`), await this.browser.screenshot());
  }
}

function show({ css, name, text, inside, insideText }: Query): string {
  const parts = [css, name && `named /${name}/`, text && `with /${text}/`];
  parts.push(inside && `inside ${inside}`, insideText && `with /${insideText}/`);
  return parts.filter(Boolean).join(" ");
}
