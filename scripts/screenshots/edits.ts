/** Edits of websocket messages: replace them by golden reports, or change their fields. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/paths.js";
import type { Edit, Payload } from "./websocket-proxy.js";

const HOUR = 3_600_000;

/** Return an edit that replaces every message by a golden report, shifted to the real time. */
export function golden(name: string): Edit {
  return edited(name, {});
}

/** The same, with some fields of the golden report changed. */
export function edited(name: string, fields: Payload): Edit {
  const file = join(ROOT, "test", "fixtures", `report-${name}.json`);
  const reports = JSON.parse(readFileSync(file, "utf8")) as { viewer: Payload };
  return ({ now, card }) => {
    const by = Date.parse(String(now)) - Date.parse(String(reports.viewer.now));
    return { ...(shifted(reports.viewer, by) as Payload), ...fields, card };
  };
}

export function hoursEarlier(time: unknown, hours: number): string {
  return new Date(Date.parse(String(time)) - hours * HOUR).toISOString();
}

/** Shift every timestamp in a value by a number of milliseconds. */
function shifted(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((each) => shifted(each, by));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shifted(each, by)]));
  }
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);
  return isTime ? new Date(Date.parse(value) + by).toISOString() : value;
}
