/** `npm run lint`: format, fix what can be fixed automatically, and report the rest. */
import { join } from "node:path";
import { runOrThrow } from "./setup/command.js";
import { python } from "./setup/environments.js";
import { ROOT, TOOLS } from "./setup/paths.js";
import { runMain, log } from "./setup/cli.js";

await runMain(async () => {
  await python("test");
  const ruff = join(TOOLS, "test", "bin", "ruff");
  const node = (name: string): string => join(ROOT, "node_modules", ".bin", name);
  await runOrThrow("Formatting the Python", ruff, ["format", "."], { cwd: ROOT });
  await runOrThrow(
    "Formatting the TypeScript",
    node("prettier"),
    ["--write", "--log-level=warn", "."],
    {
      cwd: ROOT,
    },
  );
  log(await runOrThrow("Linting the Python", ruff, ["check", "--fix", "."], { cwd: ROOT }));
  log(await runOrThrow("Linting the TypeScript", node("eslint"), ["."], { cwd: ROOT }));
  return 0;
});
