/** What the backend might have told: changes of real messages, and the golden reports. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/paths.js";
import type { Edit, Told } from "./line.js";

const HOUR = 3_600_000;

/** Return the change of every message into a golden report, with the time of the real one. */
export function golden(name: string): Edit {
  return edited(name, {});
}

/** The same, with some fields of the golden report changed. */
export function edited(name: string, fields: Told): Edit {
  const file = join(ROOT, "test", "fixtures", `report-${name}.json`);
  const reports = JSON.parse(readFileSync(file, "utf8")) as { viewer: Told };
  return ({ now, card }) => {
    const by = Date.parse(String(now)) - Date.parse(String(reports.viewer.now));
    return { ...(moved(reports.viewer, by) as Told), ...fields, card };
  };
}

export function hoursEarlier(time: unknown, hours: number): string {
  return new Date(Date.parse(String(time)) - hours * HOUR).toISOString();
}

/** Move every time in a value by so many milliseconds. */
function moved(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((each) => moved(each, by));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, moved(each, by)]));
  }
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);
  return isTime ? new Date(Date.parse(value) + by).toISOString() : value;
}
