/** `npm run setup`: install everything the other commands need; they also do it on demand. */
import { findBrowser } from "./setup/browser.js";
import { buildCard } from "./setup/card.js";
import { python } from "./setup/environments.js";
import { runMain, log } from "./setup/cli.js";

await runMain(async () => {
  await python("homeassistant");
  await python("test");
  await python("test-2026.11");
  await buildCard();
  findBrowser();
  log("Setup is complete.");
  return 0;
});
