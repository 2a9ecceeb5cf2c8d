/** The smoke in each browser that BROWSERS names (`npm run browsers` sets it). */
import { find } from "./installed.js";
import { smoke } from "./smoke.js";

const names = process.env.BROWSERS?.split(",") ?? [];

for (const [label, browser] of await find(names.filter(Boolean))) {
  if (typeof browser !== "string") smoke(browser.title, label, browser.start);
}
