/** Record what the card receives in a home, and Home Assistant's themes, from a real Home Assistant. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { VIEWS } from "../demo/dashboard.js";
import { SCENARIOS } from "../demo/scenarios.js";
import { Session } from "../screenshots/session.js";
import { log } from "../setup/cli.js";
import { ROOT } from "../setup/paths.js";
import { openBrowser, type UserPage } from "../../test/e2e/page.js";
import type { Fields, Recording, Theme, Themes } from "./recording.js";

export const RECORDED = join(ROOT, "scripts", "static-demo", "recorded");
const STYLES = join(ROOT, "src", "styles");
/** Variables of Home Assistant's own `ha-card` and of the page around it. */
const FRAME = [
  "--ha-border-radius-lg",
  "--ha-card-border-radius",
  "--ha-card-border-width",
  "--ha-card-box-shadow",
  "--primary-background-color",
];
const INHERITED = ["font-family", "font-size", "font-weight", "letter-spacing", "line-height"];

export type Name = keyof typeof SCENARIOS;
interface Root {
  hass: {
    connection: {
      subscribeMessage(
        listener: (event: Fields) => void,
        message: object,
      ): Promise<() => Promise<void>>;
    };
  };
}

/** Record some scenarios, or all of them; and the themes, in the first one. */
export async function record(names: readonly Name[]): Promise<void> {
  mkdirSync(RECORDED, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const [at, name] of names.entries()) {
      const session = await Session.start(browser, name);
      try {
        write(name, await recordHome(session));
        if (at === 0) write("themes", await recordThemes(session));
      } finally {
        await session.stop();
      }
    }
  } finally {
    await browser.close();
  }
}

async function recordHome({ admin, tablet }: Session): Promise<Recording> {
  await admin.open(VIEWS.wall);
  await tablet.open(VIEWS.wall);
  const subscribe = { type: "security_posture/subscribe" };
  const snapshot = await admin.firstEvent<Fields>({ ...subscribe });
  const checks = snapshot.checks as { id: string; evidence: number }[];
  const evidence: Recording["evidence"] = {};
  for (const { id } of checks.filter((check) => check.evidence)) {
    evidence[id] = await admin.answer({ type: "security_posture/evidence", check_id: id });
  }
  return {
    admin: snapshot,
    viewer: await tablet.firstEvent<Fields>({ ...subscribe }),
    evidence,
    changes: await admin.answer({ type: "security_posture/changes" }),
    acceptedRisks: await admin.answer({ type: "security_posture/accepted_risks" }),
    review: await lastEvent(admin.page, { review: true, words: [] }),
    copy: await lastEvent(admin.page, { review: false, words: [] }),
  };
}

/** Ask for a copy, or for its review; return the event that ends it. */
function lastEvent(page: Page, fields: object): Promise<Fields> {
  return page.evaluate(
    (message) =>
      new Promise<Fields>((resolve, reject) => {
        const { connection } = (document.querySelector("home-assistant") as unknown as Root).hass;
        const stop = connection.subscribeMessage((event) => {
          if (event.progress) return;
          resolve(event);
          void stop.then((unsubscribe) => unsubscribe());
        }, message);
        stop.catch(reject);
      }),
    { type: "security_posture/share_safe", ...fields },
  );
}

async function recordThemes({ admin }: Session): Promise<Themes> {
  await admin.open(VIEWS.sections);
  const theme = async (colorScheme: "light" | "dark"): Promise<Theme> => {
    await admin.page.emulateMedia({ colorScheme });
    await admin.page.waitForTimeout(1_000); // the frontend applies its theme a moment later
    return {
      variables: await styleOf(admin, variables()),
      inherited: await styleOf(admin, INHERITED),
    };
  };
  return { light: await theme("light"), dark: await theme("dark") };
}

/** Return those of the properties that the card has. */
function styleOf({ card }: UserPage, properties: string[]): Promise<Record<string, string>> {
  return card.evaluate((element, names) => {
    const style = getComputedStyle(element);
    const pairs = names.map((name) => [name, style.getPropertyValue(name).trim()]);
    return Object.fromEntries(pairs.filter(([, value]) => value)) as Record<string, string>;
  }, properties);
}

/** Return the names of the theme's variables that the card uses. */
function variables(): string[] {
  const styles = readdirSync(STYLES).map((name) => readFileSync(join(STYLES, name), "utf8"));
  const used = styles.join().match(/--(?:ha|primary|secondary|card|divider)-[\w-]+/g) ?? [];
  return [...new Set([...used, ...FRAME])].sort();
}

function write(name: string, content: unknown): void {
  const text = `${JSON.stringify(content, null, 1)}\n`;
  writeFileSync(join(RECORDED, `${name}.json`), text);
  log(`${name}.json, ${Math.ceil(text.length / 1024)} kB`);
}
