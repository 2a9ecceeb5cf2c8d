/**
 * What the Supervisor knows about a machine, in the shapes of its API. A test parses every answer
 * with the published client, aiohasupervisor.
 */

/** An installed app; the details include what the list shows. */
export interface App {
  slug: string;
  name: string;
  description: string;
  repository: string;
  version: string;
  version_latest: string;
  state: "startup" | "started" | "stopped" | "unknown" | "error";
  /** Protection mode. */
  protected: boolean;
  full_access: boolean;
  docker_api: boolean;
  host_pid: boolean;
  host_network: boolean;
  /** Ports of the container, and where the machine publishes them. */
  network: Record<string, number | null> | null;
  network_description: Record<string, string> | null;
  auto_update: boolean;
  auth_api: boolean;
  hassio_api: boolean;
  hassio_role: "admin" | "backup" | "default" | "homeassistant" | "manager";
  homeassistant_api: boolean;
  ingress: boolean;
  privileged: string[];
  boot: "auto" | "manual";
  watchdog: boolean;
  detached: boolean;
  stage: "stable" | "experimental" | "deprecated";
  rating: number;
  options: Record<string, unknown>;
}

interface MountBase {
  name: string;
  usage: "backup" | "media" | "share";
  state: "active" | "failed" | "inactive" | null;
  read_only: boolean;
  user_path: string | null;
}

export type Mount =
  | (MountBase & { type: "cifs"; server: string; share: string })
  | (MountBase & { type: "nfs"; server: string; path: string })
  | (MountBase & { type: "disk"; uuid: string; filesystem: string });

/** A backup; `locations` says where it is and whether it is encrypted there. */
export interface StoredBackup {
  slug: string;
  name: string;
  date: string;
  locations: Record<string, { protected: boolean; size_bytes: number }>;
  homeassistant: string | null;
  homeassistant_exclude_database: boolean;
  addons: string[];
  folders: ("share" | "addons/local" | "ssl" | "media")[];
  extra: Record<string, unknown>;
}

/** An issue of the Supervisor's resolution center. */
export interface Issue {
  uuid: string;
  type: string;
  context: "addon" | "core" | "mount" | "os" | "plugin" | "store" | "supervisor" | "system";
  reference: string | null;
  /** What the Supervisor offers to do. */
  suggestions: string[];
}

export interface Versions {
  core: string;
  coreLatest: string;
  supervisor: string;
  supervisorLatest: string;
  os: string;
  osLatest: string;
}

/** When Home Assistant makes backups, and how the last ones ended; null: not set up. */
export interface BackupPlan {
  locations: string[];
  password: string | null;
  recurrence: "daily" | "never";
  lastAttempted: string | null;
  lastCompleted: string | null;
}

export interface Machine {
  versions: Versions;
  /** The Supervisor updates itself. */
  autoUpdate: boolean;
  unhealthy: string[];
  unsupported: string[];
  issues: Issue[];
  apps: App[];
  mounts: Mount[];
  /** The name of a mount; null: the local storage. */
  defaultBackupMount: string | null;
  backups: StoredBackup[];
  backupPlan: BackupPlan | null;
  /** Updates that somebody skipped, by the title of their entity. */
  skipped: string[];
  /** Gigabytes. */
  disk: { free: number; total: number };
}
