/** `npm run new-check -- <id> <area>`: create a check, its test and its English texts as templates. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { INTEGRATION, ROOT } from "./setup/paths.js";
import { UserError, runMain, log } from "./setup/cli.js";

const ENGLISH = join(INTEGRATION, "translations", "en.json");
const TEMPLATES = join(ROOT, "scripts", "new-check");
const USAGE_ERROR = 2;
/** A check ID names the failing state: backup_overdue. */
const ID = /^[a-z]+(_[a-z]+)+$/;
const NO_STATE = /^(no|is|has|check|verify|detect|ensure)_/;

interface Translations {
  config_panel: { areas: Record<string, string>; checks: Record<string, Record<string, string>> };
}

await runMain(async () => {
  const [id, area, ...rest] = process.argv.slice(2);
  const translations = JSON.parse(readFileSync(ENGLISH, "utf8")) as Translations;
  const areas = Object.keys(translations.config_panel.areas);
  if (!id || !area || rest.length)
    throw usageError("Specify the ID and the area: npm run new-check -- backup_overdue backups");
  if (!ID.test(id) || NO_STATE.test(id)) {
    throw usageError(
      `"${id}" does not name a failing state such as backup_overdue or admin_without_mfa.`,
    );
  }
  if (!areas.includes(area))
    throw usageError(`Unknown area "${area}". Available areas: ${areas.join(", ")}.`);
  const check = join(INTEGRATION, "posture", "checks", `${id}.py`);
  const test = join(ROOT, "test", "python", "pure", "posture", "checks", `test_${id}.py`);
  for (const path of [check, test]) {
    if (existsSync(path)) throw usageError(`${relative(ROOT, path)} already exists.`);
  }
  writeFileSync(check, filled("check.py.txt", { AREA: area.toUpperCase() }));
  writeFileSync(test, filled("test.py.txt", { ID: id }));
  translations.config_panel.checks[id] = placeholders(id);
  writeFileSync(ENGLISH, JSON.stringify(translations, null, 2) + "\n");
  for (const path of [check, test, ENGLISH]) log(relative(ROOT, path));
  log(
    "Complete these three files. See docs/adding-a-check.md. npm run golden and npm run docs generate the rest.",
  );
  return 0;
});

function placeholders(id: string): Record<string, string> {
  const title = id.replaceAll("_", " ");
  return {
    title: title.charAt(0).toUpperCase() + title.slice(1),
    pass: "State what was found to be OK.",
    fail_one: "{n} user has the problem",
    fail_other: "{n} users have the problem",
    why: "State why it matters.",
    fix: "State the next step.",
  };
}

/** Return a template of scripts/new-check/ with its placeholders replaced. */
function filled(template: string, values: Record<string, string>): string {
  const text = readFileSync(join(TEMPLATES, template), "utf8");
  return text.replace(/@([A-Z]+)@/g, (placeholder, name: string) => values[name] ?? placeholder);
}

function usageError(message: string): UserError {
  return new UserError(message, USAGE_ERROR);
}
