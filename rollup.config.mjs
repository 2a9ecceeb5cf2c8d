import { readFileSync } from "node:fs";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import esbuild from "rollup-plugin-esbuild";
import minifyLiterals from "rollup-plugin-minify-template-literals";
import { fallbackTranslations } from "./scripts/fallback-translations.mjs";

const translations = fallbackTranslations(
  readFileSync("custom_components/security_posture/translations/en.json"),
);

/** The oldest browsers that Home Assistant's frontend supports: Chrome 85, Safari 15.4. */
const TARGET = "es2021";

/** Set by `npm run release`. */
const VERSION = process.env.CARD_VERSION ?? "0.0.0";

/** Diagnostics read the version from this line (ui/card_version.py). */
const banner = {
  name: "banner",
  renderChunk: (code) =>
    `/* Security Posture card ${VERSION}. Licences: THIRD-PARTY-NOTICES.txt */\n${code}`,
};

/** The enumerations of custom-card-helpers are not used, but compiled to calls that seem to have effects. */
const unusedEnumerations = {
  name: "unused-enumerations",
  transform: (code, id) =>
    id.includes("custom-card-helpers")
      ? code.replace(/^\(function \((NumberFormat|TimeFormat)\)/gm, "/* @__PURE__ */ $&")
      : null,
};

export default {
  input: "src/security-posture-card.ts",
  preserveEntrySignatures: false, // nothing imports the card
  output: {
    file: "custom_components/security_posture/card/security-posture-card.js",
    format: "es",
  },
  plugins: [
    resolve(),
    unusedEnumerations,
    minifyLiterals({ include: "src/**" }),
    esbuild({
      target: TARGET,
      include: /\.[jt]s$/,
      exclude: [], // dependencies are compiled to the same target
      tsconfig: "tsconfig.json",
      define: {
        FALLBACK_WORDS: JSON.stringify(translations),
        CARD_VERSION: JSON.stringify(VERSION),
      },
    }),
    // Inlined functions repeat code that compresses worse than calls.
    terser({
      ecma: 2020,
      module: true,
      compress: { passes: 2, inline: 1 },
      format: { comments: false },
    }),
    banner,
  ],
};
