/** Size of the card, and whether the oldest supported browsers can parse it. */
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Parser, tokenizer, tokTypes } from "acorn";
import { atMost, exactly, info, whole, type Measurement } from "./measurement.js";

/** In bytes of gzip. */
const BUDGET = 32 * 1024;
/** The version of ECMAScript that Chrome 85 and Safari 15.4 support. */
const YEAR = 2021;

/** Measure a bundle. */
export function measureBytes(file: string): Measurement[] {
  const code = readFileSync(file);
  const text = code.toString();
  return [
    info("bytes: uncompressed", whole(code.length)),
    atMost("bytes: gzip, as served", gzipSync(code, { level: 9 }).length, BUDGET),
    info("bytes: brotli", whole(brotliCompressSync(code).length)),
    exactly(`syntax: later than ES${YEAR}`, Number(!parses(text)), 0),
    exactly("syntax: lookbehind", text.match(/\(\?<[=!]/g)?.length ?? 0, 0),
    exactly("syntax: imports", importsIn(text), 0),
  ];
}

function parses(code: string): boolean {
  try {
    Parser.parse(code, { ecmaVersion: YEAR, sourceType: "module" });
    return true;
  } catch {
    return false;
  }
}

/** Count `import x` and `import(x)`, but not `import.meta`. */
function importsIn(code: string): number {
  const tokens = [...tokenizer(code, { ecmaVersion: "latest", sourceType: "module" })];
  return tokens.filter(
    ({ type }, n) => type === tokTypes._import && tokens[n + 1]?.type !== tokTypes.dot,
  ).length;
}
