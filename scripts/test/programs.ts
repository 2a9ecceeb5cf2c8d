/** What the stages need: the browser, the environments, the built card. */
import { join } from "node:path";
import { findBrowser } from "../setup/browser.js";
import { buildCard } from "../setup/card.js";
import { python } from "../setup/environments.js";
import { TOOLS } from "../setup/paths.js";

export interface Programs {
  ruff: string;
  mypy: string;
  /** Python with the test library, for each Home Assistant that is tested. */
  minimum: string;
  newest: string;
}

/** Set up what is missing, and return the programs and the environment of the stages. */
export async function prepare(): Promise<{ programs: Programs; env: NodeJS.ProcessEnv }> {
  const browser = findBrowser();
  await python("homeassistant");
  const minimum = await python("test");
  const newest = await python("test-2026.11");
  await buildCard();
  const bin = join(TOOLS, "test", "bin");
  return {
    programs: { ruff: join(bin, "ruff"), mypy: join(bin, "mypy"), minimum, newest },
    env: {
      ...process.env,
      CHROME_PATH: browser,
      CARD_IS_BUILT: "1",
      // Compiled modules are kept, whatever the shell says, and not beside the sources: without
      // them every process of the tests compiles all of Home Assistant again.
      PYTHONDONTWRITEBYTECODE: "",
      PYTHONPYCACHEPREFIX: join(TOOLS, "pycache-tests"),
    },
  };
}
