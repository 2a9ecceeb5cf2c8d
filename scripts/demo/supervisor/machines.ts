/** Three machines with Home Assistant Operating System. */
import { randomBytes, randomUUID } from "node:crypto";
import * as apps from "./apps.js";
import type { BackupPlan, Issue, Machine, StoredBackup, Versions } from "./shapes.js";

const DAY = 86_400_000;
/** The demo's own version; the update entity of Core tells it. */
const CORE = "2026.11.0";

const UP_TO_DATE: Versions = {
  core: CORE,
  coreLatest: CORE,
  supervisor: "2026.11.2",
  supervisorLatest: "2026.11.2",
  os: "18.1",
  osLatest: "18.1",
};

/** Where the Supervisor keeps its own backups. */
export const LOCAL = ".local";

/** Just installed: no app, no backup. */
function fresh(): Machine {
  return {
    versions: UP_TO_DATE,
    autoUpdate: true,
    unhealthy: [],
    unsupported: [],
    issues: [],
    apps: [],
    mounts: [],
    defaultBackupMount: null,
    backups: [],
    backupPlan: null,
    skipped: [],
    disk: { free: 21.4, total: 30.8 },
  };
}

/** The usual apps, one with an update, and a backup every night here and on a network storage. */
function typical(instanceId: string): Machine {
  const { versions } = fresh();
  return {
    ...fresh(),
    versions,
    apps: [
      apps.fileEditor({ version_latest: "6.0.0" }),
      apps.terminal(),
      apps.mosquitto({ watchdog: true }),
      apps.samba(),
      apps.esphome({ auto_update: true }),
      apps.studioCode({ state: "stopped", boot: "manual" }),
    ],
    mounts: [
      {
        type: "cifs",
        name: "nas",
        usage: "backup",
        state: "active",
        server: "192.168.77.8",
        share: "backups",
        read_only: false,
        user_path: null,
      },
    ],
    backups: [1, 2, 3].map((days) =>
      automaticBackup(instanceId, days, { [LOCAL]: true, nas: true }),
    ),
    backupPlan: plan(["hassio.local", "hassio.nas"], {
      password: true,
      attempted: 1,
      completed: 1,
    }),
    disk: { free: 61.2, total: 116.9 },
  };
}

/**
 * Old, with apps that may do everything and are open to the network. The network storage is down,
 * so the last backup is twelve days old and only on a disk of the machine.
 */
function neglected(instanceId: string): Machine {
  return {
    ...fresh(),
    versions: {
      ...UP_TO_DATE,
      coreLatest: "2027.1.2",
      supervisor: "2026.03.0",
      os: "16.2",
    },
    autoUpdate: false,
    unhealthy: ["untrusted"],
    unsupported: ["os_version", "software"],
    issues: [
      issue("pwned", "addon", "core_samba"),
      issue("reboot_required", "system", null, "execute_reboot"),
      issue("ntp_sync_failed", "system", null, "enable_ntp"),
      issue("free_space", "system"),
      issue("mount_failed", "mount", "nas", "execute_reload", "execute_remove"),
      issue("security", "core"),
    ],
    apps: [
      apps.advancedTerminal({ protected: false, version: "17.0.1" }),
      apps.oldTool({ protected: false }),
      apps.mosquitto({ version: "6.4.1" }),
      apps.samba({ version: "12.3.2" }),
      apps.mariaDb({ network: { "3306/tcp": 3306 }, version: "2.6.1" }),
      apps.nodeRed({ version: "18.0.0" }),
      apps.fileEditor({ state: "error" }),
    ],
    mounts: [
      {
        type: "disk",
        name: "usb",
        usage: "backup",
        state: "active",
        uuid: "8e6f5ad1-2f0c-4c8c-9a52-5d0f1a6b7c3e",
        filesystem: "ext4",
        read_only: false,
        user_path: null,
      },
      {
        type: "nfs",
        name: "nas",
        usage: "backup",
        state: "failed",
        server: "192.168.77.8",
        path: "/volume1/backups",
        read_only: false,
        user_path: null,
      },
    ],
    defaultBackupMount: "usb",
    backups: [
      automaticBackup(instanceId, 12, { usb: false, nas: false }),
      appBackup("core_mosquitto", "Mosquitto broker 6.4.0", 5),
    ],
    backupPlan: plan(["hassio.usb", "hassio.nas"], {
      password: false,
      attempted: 1,
      completed: 12,
    }),
    skipped: ["Home Assistant Operating System"],
    disk: { free: 0.8, total: 30.8 },
  };
}

export const MACHINES = { fresh, typical, neglected } satisfies Record<
  string,
  (instanceId: string) => Machine
>;

export type MachineName = keyof typeof MACHINES;

export function issue(
  type: string,
  context: Issue["context"],
  reference: string | null = null,
  ...suggestions: string[]
): Issue {
  return { uuid: hex(), type, context, reference, suggestions };
}

/** Return an automatic backup of some days ago; `copies` says where it is encrypted. */
export function automaticBackup(
  instanceId: string,
  days: number,
  copies: Record<string, boolean>,
): StoredBackup {
  const date = daysAgo(days);
  return {
    slug: randomBytes(4).toString("hex"),
    name: `Automatic backup ${CORE}`,
    date,
    locations: Object.fromEntries(
      Object.entries(copies).map(([location, isProtected]) => [
        location,
        { protected: isProtected, size_bytes: 184_320_000 },
      ]),
    ),
    homeassistant: CORE,
    homeassistant_exclude_database: false,
    addons: [],
    folders: ["ssl"],
    extra: {
      instance_id: instanceId,
      with_automatic_settings: true,
      "supervisor.backup_request_date": date,
    },
  };
}

/** Return the backup of one app that the Supervisor makes before it updates it. */
function appBackup(slug: string, name: string, days: number): StoredBackup {
  return {
    slug: randomBytes(4).toString("hex"),
    name,
    date: daysAgo(days),
    locations: { [LOCAL]: { protected: false, size_bytes: 40_960 } },
    homeassistant: null,
    homeassistant_exclude_database: false,
    addons: [slug],
    folders: [],
    extra: { "supervisor.addon_update": slug },
  };
}

function plan(
  locations: string[],
  { password, attempted, completed }: { password: boolean; attempted: number; completed: number },
): BackupPlan {
  return {
    locations,
    password: password ? "demo-encryption-key" : null,
    recurrence: "daily",
    lastAttempted: daysAgo(attempted),
    lastCompleted: daysAgo(completed),
  };
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString();
}

function hex(): string {
  return randomUUID().replaceAll("-", "");
}
