/** Put the page together: one file, with the card's own bundle unchanged, that requests nothing. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { buildCard } from "../setup/card.js";
import { python } from "../setup/environments.js";
import { CARD, ROOT, TOOLS } from "../setup/paths.js";
import { iconPaths } from "./icons.js";

export const PAGE = join(ROOT, "dist", "security-posture-demo.html");
const SOURCES = join(ROOT, "scripts", "static-demo", "page");
/** The oldest browsers that Home Assistant's frontend supports. */
const TARGET = "es2021";
/** The faces that the card uses: name of the file, weight and style. */
const FACES = [
  ["Regular", 400, "normal"],
  ["RegularItalic", 400, "italic"],
  ["Medium", 500, "normal"],
  ["Bold", 700, "normal"],
];

/** Write the page, and return its size in bytes. */
export async function buildPage(file = PAGE): Promise<number> {
  await buildCard();
  const html = page({
    style: (await fontFaces()) + readFileSync(join(SOURCES, "page.css"), "utf8"),
    script: await bundle(join(SOURCES, "main.ts")),
    card: readFileSync(CARD, "utf8"),
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
  return Buffer.byteLength(html);
}

interface Parts {
  style: string;
  script: string;
  card: string;
}

function page({ style, script, card }: Parts): string {
  for (const code of [script, card]) {
    // A browser would end the element there, or read on after its end.
    if (/<\/?script/i.test(code)) throw new Error("A script contains the tag of a script.");
  }
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} ${hashOf(card)}`,
    `style-src ${hashOf(style)}`,
    "font-src data:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
  <!-- Written by \`npm run demo:static\`. The fonts are Roboto, copyright Google, Apache License 2.0. -->
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="data:," />
    <title>Security Posture: the card on recordings</title>
    <style>${style}</style>
  </head>
  <body>
    <header>
      <h1>Security Posture: the card on recordings</h1>
      <div id="controls"></div>
      <p id="notice" role="status"></p>
    </header>
    <main tabindex="0" aria-label="Card"><div id="stage"></div></main>
    <script>${script}</script>
    <script type="module">${card}</script>
  </body>
</html>
`;
}

function hashOf(content: string): string {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: TARGET,
    define: { ICON_PATHS: JSON.stringify(iconPaths(await frontend())) },
    charset: "utf8",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** Return the font faces of Home Assistant's own frontend. */
async function fontFaces(): Promise<string> {
  await python("homeassistant");
  const libraries = join(TOOLS, "homeassistant", "lib");
  const [version = ""] = readdirSync(libraries);
  const fonts = join(libraries, version, "site-packages", "hass_frontend/static/fonts/roboto");
  const faces = FACES.map(([name, weight, style]) => {
    const data = readFileSync(join(fonts, `Roboto-${name}.woff2`)).toString("base64");
    const source = `url(data:font/woff2;base64,${data}) format("woff2")`;
    return `@font-face { font-family: Roboto; font-weight: ${weight}; font-style: ${style}; src: ${source}; }\n`;
  });
  return faces.join("");
}

/** Return the folder of Home Assistant's own frontend, which the tests have installed. */
async function frontend(): Promise<string> {
  await python("homeassistant");
  const libraries = join(TOOLS, "homeassistant", "lib");
  const [version = ""] = readdirSync(libraries);
  return join(libraries, version, "site-packages", "hass_frontend");
}
