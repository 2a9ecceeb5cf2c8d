/** Prepare what the stages need: the browser, the Python environments and the built card. */
import { join } from "node:path";
import { findBrowser } from "../setup/browser.js";
import { buildCard } from "../setup/card.js";
import { python } from "../setup/environments.js";
import { TOOLS } from "../setup/paths.js";

export interface Programs {
  ruff: string;
  mypy: string;
  /** Python interpreters, one for each tested version of Home Assistant. */
  minimum: string;
  newest: string;
}

/** Install what is missing; return the programs and the environment variables of the stages. */
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
      // Cache compiled modules, even if the shell disables it, but not next to the sources:
      // otherwise every test process compiles all of Home Assistant again.
      PYTHONDONTWRITEBYTECODE: "",
      PYTHONPYCACHEPREFIX: join(TOOLS, "pycache-tests"),
    },
  };
}
