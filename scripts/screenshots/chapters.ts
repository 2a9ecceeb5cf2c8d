/** All screenshots, in the order of the page. */
import { administrator } from "./administrator.js";
import { languages } from "./languages.js";
import { grid, wall } from "./sizes.js";
import { settingUp } from "./setting-up.js";
import { states } from "./states.js";
import type { Chapter } from "./screenshot.js";

export const CHAPTERS: Chapter[] = [wall, states, grid, settingUp, administrator, languages];
