/** All screenshots, in the order of the page. */
import { administrator } from "./administrator.js";
import { languages } from "./languages.js";
import { grid, hall, wall } from "./sizes.js";
import { settingUp } from "./setting-up.js";
import { states } from "./states.js";
import type { Chapter } from "./screenshot.js";

export const CHAPTERS: Chapter[] = [wall, hall, states, grid, settingUp, administrator, languages];
