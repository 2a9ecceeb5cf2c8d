/** `npm run docs`: write the generated documentation; with `--check`, only report whether it is current. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checksPage } from "./docs/checks-page.js";
import { dataPage } from "./docs/data-page.js";
import { waysPage } from "./docs/ways-page.js";
import { outdated, readPublication } from "./docs/publication.js";
import { readMetadata, readTranslations } from "./docs/check-metadata.js";
import { ROOT } from "./setup/paths.js";
import { UserError, runMain, log } from "./setup/cli.js";

await runMain(async () => {
  const files = outdated(ROOT, readPublication(ROOT));
  const metadata = await readMetadata();
  const translations = readTranslations();
  const pages = {
    [join("docs", "checks.md")]: checksPage(metadata, translations),
    [join("docs", "data.md")]: dataPage(metadata, translations),
    [join("docs", "ways-in.md")]: waysPage(metadata, translations),
  };
  for (const [file, page] of Object.entries(pages)) {
    const path = join(ROOT, file);
    if (!existsSync(path) || readFileSync(path, "utf8") !== page) files.set(file, page);
  }
  const names = [...files.keys()].join(", ");
  if (process.argv.includes("--check") && names)
    throw new UserError(`Outdated: ${names}. Run npm run docs.`);
  for (const [file, text] of files) writeFileSync(join(ROOT, file), text);
  log(
    names ? `Written: ${names}` : "The generated pages and the repository's address are current.",
  );
  return 0;
});
