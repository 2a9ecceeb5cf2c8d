import { readFileSync } from "node:fs";
import resolve from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import esbuild from "rollup-plugin-esbuild";
import minifyLiterals from "rollup-plugin-minify-template-literals";
import { fallbackWords } from "./scripts/fallback-words.mjs";

const words = fallbackWords(
  readFileSync("custom_components/security_posture/translations/en.json"),
);

/** What Home Assistant's own frontend still runs on: Chrome 85, Safari 15.4. */
const TARGET = "es2021";

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
    terser({
      ecma: 2020,
      module: true,
      compress: { passes: 3, unsafe_arrows: true },
      // Lit's own: nothing outside of this file knows them.
      mangle: { properties: { regex: /^_\$|^__[a-z]/ } },
      format: { comments: false },
    }),
  ],
};
