/** The files of Home Assistant on a machine with a Supervisor. */
import { writeStore } from "../storage.js";
import type { Machine } from "./shapes.js";

/** Write the instance's id and the settings of its backups. */
export function seedMachine(config: string, instanceId: string, { backupPlan }: Machine): void {
  writeStore(config, "core.uuid", { uuid: instanceId });
  if (!backupPlan) return;
  const { locations, password, recurrence, lastAttempted, lastCompleted } = backupPlan;
  const settings = {
    agents: {},
    automatic_backups_configured: true,
    create_backup: {
      agent_ids: locations,
      include_addons: null,
      include_all_addons: true,
      include_database: true,
      include_folders: null,
      name: null,
      password,
    },
    last_attempted_automatic_backup: lastAttempted,
    last_completed_automatic_backup: lastCompleted,
    last_completed_automatic_backup_size: null,
    retention: { copies: 3, days: null },
    schedule: { days: [], recurrence, time: null },
  };
  writeStore(config, "backup", { backups: [], config: settings }, 1, 9);
}
