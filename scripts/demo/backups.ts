/** Stored data of automatic backups that fail, as Home Assistant would have written it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identifier } from "./accounts.js";
import { writeStore } from "./storage.js";

const DAY = 86_400_000;
const BLOCK = 512;

/**
 * Write a daily schedule for the local location and `outside`, without encryption: the last
 * successful backup is ten days old and only local, and yesterday's backup failed.
 */
export function writeFailingBackups(config: string, outside: string): void {
  const [succeeded, attempted] = [10, 1].map((days) =>
    new Date(Date.now() - days * DAY).toISOString(),
  );
  const backup = {
    slug: identifier().slice(0, 8),
    name: "Automatic backup",
    date: succeeded,
    type: "partial",
    folders: ["homeassistant"],
    homeassistant: { version: "2026.11.0", exclude_database: true },
    compressed: true,
    protected: false,
    extra: {},
  };
  mkdirSync(join(config, "backups"), { recursive: true });
  writeFileSync(
    join(config, "backups", "Automatic_backup.tar"),
    tar("./backup.json", JSON.stringify(backup)),
  );
  const settings = {
    agents: {},
    automatic_backups_configured: true,
    create_backup: {
      agent_ids: ["backup.local", outside],
      include_addons: null,
      include_all_addons: false,
      include_database: false,
      include_folders: null,
      name: null,
      password: null,
    },
    last_attempted_automatic_backup: attempted,
    last_completed_automatic_backup: succeeded,
    last_completed_automatic_backup_size: null,
    retention: { copies: null, days: null },
    schedule: { days: [], recurrence: "daily", time: null },
  };
  writeStore(config, "backup", { backups: [], config: settings }, 1, 9);
}

/** Return a tar archive (ustar) with one file: Home Assistant reads only that to list a backup. */
function tar(name: string, text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(BLOCK);
  const octal = (number: number, at: number, width: number): number =>
    header.write(`${number.toString(8).padStart(width - 1, "0")}\0`, at);
  header.write(name, 0);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(content.length, 124, 12);
  octal(Math.floor(Date.now() / 1000), 136, 12);
  header.write("        0", 148); // the checksum field counts as spaces; a regular file
  header.write("ustar\x0000", 257);
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Buffer.concat([header, content, padding, Buffer.alloc(2 * BLOCK)]);
}
