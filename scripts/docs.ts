/** `npm run docs`: write docs/checks.md; with `--check`, only say whether it is current. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checksPage } from "./docs/checks-page.js";
import { readQuestions, readWords } from "./docs/questions.js";
import { ROOT } from "./setup/paths.js";
import { Refusal, runMain, say } from "./setup/say.js";

const PAGE = join(ROOT, "docs", "checks.md");

await runMain(async () => {
  const page = checksPage(await readQuestions(), readWords());
  if (!process.argv.includes("--check")) {
    writeFileSync(PAGE, page);
    say("docs/checks.md has been written.");
    return 0;
  }
  const kept = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";
  if (kept !== page) throw new Refusal("docs/checks.md is outdated. Run npm run docs.");
  say("docs/checks.md is up to date.");
  return 0;
});
