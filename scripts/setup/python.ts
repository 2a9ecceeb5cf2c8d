/** Find Python 3.14.2 or newer, which Home Assistant 2026.11 requires. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run, onPath } from "./command.js";
import { debianPython } from "./debian-python.js";
import { TOOLS } from "./paths.js";
import { UserError, log } from "./cli.js";

const VERSION = "3.14";
/** Home Assistant's own minimum, checked here for a clear error message. */
const IS_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 14, 2))";

/** Return an interpreter: from PATH, from uv, or from Debian in a private prefix. */
export async function findPython(uv: string): Promise<string> {
  const found = onPath(`python${VERSION}`);
  if (found && (await run(found, ["-c", IS_NEW_ENOUGH])).code === 0) return found;
  return (await managedPython(uv)) ?? (await debianPython()) ?? notFound();
}

async function managedPython(uv: string): Promise<string | undefined> {
  const directory = join(TOOLS, "uv-python");
  const env = { ...process.env, UV_PYTHON_INSTALL_DIR: directory, UV_HTTP_TIMEOUT: "30" };
  const find = ["python", "find", "--managed-python", VERSION];
  if (existsSync(directory)) {
    const { code, output } = await run(uv, find, { env });
    if (code === 0) return output.trim();
  }
  if (existsSync(join(TOOLS, "python"))) return undefined;
  log(`Searching for Python ${VERSION}…`);
  const { code } = await run(uv, ["python", "install", "--quiet", VERSION], { env });
  if (code !== 0) return undefined;
  const ended = await run(uv, find, { env });
  return ended.code === 0 ? ended.output.trim() : undefined;
}

function notFound(): never {
  throw new UserError(
    `Python ${VERSION} was not found and could not be downloaded; install it and try again.`,
  );
}
