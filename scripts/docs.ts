/** `npm run docs`: write the generated documentation; with `--check`, only report whether it is current. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checksPage } from "./docs/checks-page.js";
import { outdated, readPublication } from "./docs/publication.js";
import { readMetadata, readTranslations } from "./docs/check-metadata.js";
import { ROOT } from "./setup/paths.js";
import { UserError, runMain, log } from "./setup/cli.js";

const PAGE = join("docs", "checks.md");

await runMain(async () => {
  const files = outdated(ROOT, readPublication(ROOT));
  const page = checksPage(await readMetadata(), readTranslations());
  if (!existsSync(join(ROOT, PAGE)) || readFileSync(join(ROOT, PAGE), "utf8") !== page)
    files.set(PAGE, page);
  const names = [...files.keys()].join(", ");
  if (process.argv.includes("--check") && names)
    throw new UserError(`Outdated: ${names}. Run npm run docs.`);
  for (const [file, text] of files) writeFileSync(join(ROOT, file), text);
  log(names ? `Written: ${names}` : "docs/checks.md and the repository's address are up to date.");
  return 0;
});
