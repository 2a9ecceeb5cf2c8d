import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import esbuild from "rollup-plugin-esbuild";
import minifyLiterals from "rollup-plugin-minify-template-literals";
import { fallbackWords } from "./scripts/fallback-words.mjs";
import { shortProperties } from "./scripts/short-properties.mjs";

const words = fallbackWords(
  readFileSync("custom_components/security_posture/translations/en.json"),
);

/** What Home Assistant's own frontend still runs on: Chrome 85, Safari 15.4. */
const TARGET = "es2021";

/** Lit's own names, and ours of two words: nothing outside of this file knows them ... */
const INSIDE = /^_\$|^__[a-z]|^[a-z]+[A-Z]/;
/** ... but for what Home Assistant, the browser and the tests call by name. */
const OUTSIDE = [
  ...["setConfig", "getConfigForm", "getStubConfig", "getCardSize", "getGridOptions"],
  ...["computeLabel", "computeHelper", "customCards", "customBadges", "documentationURL"],
  ...["getEntitySuggestion", "loadBackendTranslation", "kioskMode", "dockedSidebar", "latestJS"],
  ...["subscribeMessage", "sendMessagePromise", "connectedCallback", "disconnectedCallback"],
  ...["handleEvent", "timeZone", "hourCycle", "requestUpdate", "updateComplete", "renderRoot"],
];

/** Home Assistant sends the packed file that lies beside a file; it packs nothing itself. */
const packed = {
  name: "packed",
  writeBundle({ file }) {
    // How much it remembers decides where a block ends: which is best differs from build to build.
    const tries = [5, 6, 7, 8, 9].map((memLevel) =>
      gzipSync(readFileSync(file), { level: 9, memLevel }),
    );
    writeFileSync(`${file}.gz`, tries.sort((a, b) => a.length - b.length)[0]);
  },
};

export default {
  input: "src/security-posture-card.ts",
  preserveEntrySignatures: false, // nobody imports from it
  output: {
    file: "custom_components/security_posture/card/security-posture-card.js",
    format: "es",
  },
  plugins: [
    resolve(),
    minifyLiterals(),
    esbuild({
      target: TARGET,
      include: /\.[jt]s$/,
      exclude: [], // dependencies are held to the same target
      tsconfig: "tsconfig.json",
      define: { FALLBACK_WORDS: JSON.stringify(words) },
    }),
    shortProperties(),
    terser({
      ecma: 2020,
      module: true,
      // Unsafe for a String(symbol) and for code that replaced Error or Array: there is none.
      compress: { passes: 3, unsafe: true, unsafe_arrows: true },
      mangle: { properties: { regex: INSIDE, reserved: OUTSIDE } },
      format: { comments: false },
    }),
    packed,
  ],
};
