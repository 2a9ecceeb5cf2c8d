import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import lit from "eslint-plugin-lit";
import wc from "eslint-plugin-wc";
import ts from "typescript-eslint";

/** Ways to turn data into markup: the card shows text only. */
const MARKUP_SINKS = ["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
  property,
  message: "Text only: render with Lit.",
}));

export default ts.config(
  { ignores: ["node_modules", ".tools", "dist", "coverage", "custom_components/*/card"] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    rules: {
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
      "no-restricted-properties": ["error", ...MARKUP_SINKS],
    },
  },
  {
    files: ["src/**/*.ts"],
    plugins: { lit, wc },
    rules: { ...lit.configs["flat/recommended"].rules, ...wc.configs["flat/recommended"].rules },
  },
  {
    files: [
      "**/*.mjs",
      "scripts/**",
      "test/bench/**",
      "test/e2e/**",
      "test/browsers/**",
      "test/visual/**",
    ],
    languageOptions: {
      globals: { console: "readonly", process: "readonly", URL: "readonly", Buffer: "readonly" },
    },
    rules: { "no-undef": "off" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-dynamic-delete": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  prettier,
);
