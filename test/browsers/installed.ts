/** The browsers that the tests can use, where they are, and what to install if one is missing. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "../../scripts/setup/browser.js";
import { onPath } from "../../scripts/setup/command.js";
import { findOldChromium, OLD_VERSIONS } from "../../scripts/setup/old-chromium.js";
import type { Browser } from "./drivers/browser.js";
import { openChromium } from "./drivers/chromium.js";
import { openFirefox } from "./drivers/firefox.js";
import { openWebKit } from "./drivers/webkit.js";

const LIBRARIES = "/usr/lib";

/** A browser that is installed. */
export interface Installed {
  title: string;
  start(): Promise<Browser>;
}

/** A browser, or why it cannot be used. */
type Found = Installed | string;

const BROWSERS: Record<string, () => Found | Promise<Found>> = {
  firefox,
  webkit,
  ...Object.fromEntries(OLD_VERSIONS.map((major) => [`chromium-${major}`, () => old(major)])),
  chromium,
};
/** All of the old ones. */
const OLD = "old";

export const NAMES = [...Object.keys(BROWSERS), OLD];

/** Return the browsers of these names, by their own; without names, all. */
export async function find(names: readonly string[]): Promise<Map<string, Found>> {
  const isChosen = (name: string): boolean =>
    !names.length || names.includes(name) || (names.includes(OLD) && /-\d+$/.test(name));
  const chosen = Object.entries(BROWSERS).filter(([name]) => isChosen(name));
  const found = await Promise.all(chosen.map(([, look]) => look()));
  return new Map(chosen.map(([name], at) => [name, found[at] ?? ""]));
}

function firefox(): Found {
  const path = process.env.FIREFOX_PATH ?? onPath("firefox-esr") ?? onPath("firefox");
  if (!path)
    return "Firefox is not installed (Debian: apt install firefox-esr; or set FIREFOX_PATH).";
  return { title: "Firefox", start: () => openFirefox(path) };
}

function webkit(): Found {
  const missing = "is not installed (Debian: apt install webkit2gtk-driver xvfb).";
  const driver = onPath("WebKitWebDriver");
  const browser = miniBrowser();
  if (!driver || !browser) return `WebKitGTK with its driver ${missing}`;
  const display = onPath("Xvfb");
  if (!display) return `The virtual display for WebKitGTK ${missing}`;
  const start = (): Promise<Browser> => openWebKit({ driver, browser, display });
  return { title: "WebKitGTK", start };
}

/** Its folder has the machine's architecture and the version of the library in its name. */
function miniBrowser(): string | undefined {
  const folders = existsSync(LIBRARIES) ? readdirSync(LIBRARIES) : [];
  return folders
    .flatMap((machine) =>
      ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"].map((library) =>
        join(LIBRARIES, machine, library, "MiniBrowser"),
      ),
    )
    .find((path) => existsSync(path));
}

function chromium(): Found {
  try {
    const path = findBrowser();
    return { title: "Chromium", start: () => openChromium(path) };
  } catch (error) {
    return (error as Error).message;
  }
}

async function old(major: (typeof OLD_VERSIONS)[number]): Promise<Found> {
  const found = await findOldChromium(major);
  if (typeof found === "string") return found;
  const start = (): Promise<Browser> => openChromium(found.path);
  return { title: `Chromium ${major}`, start };
}
