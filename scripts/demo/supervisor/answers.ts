/** What the Supervisor answers to requests that change nothing, by path. */
import type { App, Issue, Machine, StoredBackup } from "./shapes.js";

/** Addresses in the network that a real Supervisor makes for its containers. */
const ADDRESSES = { supervisor: "172.30.32.2", core: "172.30.32.1", app: "172.30.33.2" };
const MACHINE = "generic-x86-64";
const ARCH = "amd64";
const GB = 1_000_000_000;
const FEATURES = [
  ...["reboot", "shutdown", "services", "network", "hostname", "timedate", "os_agent"],
  ...["haos", "resolved", "journal", "disk", "mount"],
];

/** A text answer instead of JSON. */
export class Text {
  constructor(readonly text: string) {}
}

/** Return the answer to a GET request; undefined: there is no such path. */
export function answer(machine: Machine, path: string): object | undefined {
  const fixed = FIXED[path];
  if (fixed) return fixed(machine);
  for (const [pattern, make] of PATTERNS) {
    const found = pattern.exec(path);
    if (found) return make(machine, found[1] ?? "");
  }
  return undefined;
}

const FIXED: Record<string, (machine: Machine) => object> = {
  "/supervisor/ping": () => ({}),
  "/info": info,
  "/supervisor/info": supervisorInfo,
  "/supervisor/stats": stats,
  "/core/info": coreInfo,
  "/core/stats": stats,
  "/core/logs/latest": () => new Text("Started.\n"),
  "/os/info": osInfo,
  "/host/info": hostInfo,
  "/network/info": networkInfo,
  "/available_updates": () => ({ available_updates: [] }),
  "/store": ({ apps }) => ({ addons: apps.map(storeApp), repositories: repositories(apps) }),
  "/store/addons": ({ apps }) => ({ addons: apps.map(storeApp) }),
  "/addons": ({ apps }) => ({ addons: apps.map(appRow) }),
  "/ingress/panels": () => ({ panels: {} }),
  "/mounts": ({ mounts, defaultBackupMount }) => ({
    default_backup_mount: defaultBackupMount,
    mounts,
  }),
  "/backups": (machine) => ({
    backups: machine.backups.map((backup) => backupRow(backup, machine)),
  }),
  "/backups/info": (machine) => ({
    backups: machine.backups.map((backup) => backupRow(backup, machine)),
    days_until_stale: 30,
  }),
  "/resolution/info": resolution,
  "/discovery": () => ({ discovery: [] }),
  "/services": () => ({ services: [] }),
  "/jobs/info": () => ({ ignore_conditions: [], jobs: [] }),
};

const PATTERNS: [RegExp, (machine: Machine, name: string) => object | undefined][] = [
  [/^\/host\/disks\/(\w+)\/usage$/, diskUsage],
  [/^\/addons\/(\w+)\/info$/, ({ apps }, slug) => found(apps, slug, appDetails)],
  [/^\/addons\/(\w+)\/stats$/, ({ apps }, slug) => found(apps, slug, stats)],
  [/^\/store\/addons\/(\w+)$/, ({ apps }, slug) => found(apps, slug, storeDetails)],
  [
    /^\/(?:store\/)?addons\/(\w+)\/(?:changelog|documentation)$/,
    ({ apps }, slug) =>
      found(apps, slug, ({ version_latest }) => new Text(`# ${version_latest}\n`)),
  ],
  [
    /^\/backups\/(\w+)\/info$/,
    (machine, slug) => found(machine.backups, slug, (backup) => backupDetails(backup, machine)),
  ],
  [
    /^\/resolution\/issue\/(\w+)\/suggestions$/,
    ({ issues }, uuid) => {
      const issue = issues.find((known) => known.uuid === uuid);
      return issue && { suggestions: suggestions(issue) };
    },
  ],
];

function found<T extends { slug: string }>(
  rows: T[],
  slug: string,
  make: (row: T) => object,
): object | undefined {
  const row = rows.find((known) => known.slug === slug);
  return row && make(row);
}

function info({ versions, unsupported }: Machine): object {
  return {
    supervisor: versions.supervisor,
    homeassistant: versions.core,
    hassos: versions.os,
    docker: "29.1.3",
    hostname: "homeassistant",
    operating_system: `Home Assistant OS ${versions.os}`,
    features: FEATURES,
    machine: MACHINE,
    machine_id: "2f1d3c5b7a9e4f60815273849506a7b8",
    arch: ARCH,
    state: "running",
    supported_arch: [ARCH],
    supported: unsupported.length === 0,
    channel: "stable",
    logging: "info",
    timezone: "Etc/UTC",
  };
}

function supervisorInfo({ versions, autoUpdate, unhealthy, unsupported }: Machine): object {
  return {
    version: versions.supervisor,
    version_latest: versions.supervisorLatest,
    update_available: versions.supervisor !== versions.supervisorLatest,
    channel: "stable",
    arch: ARCH,
    supported: unsupported.length === 0,
    healthy: unhealthy.length === 0,
    ip_address: ADDRESSES.supervisor,
    timezone: "Etc/UTC",
    logging: "info",
    debug: false,
    debug_block: false,
    diagnostics: null,
    auto_update: autoUpdate,
    country: null,
    detect_blocking_io: false,
    feature_flags: {},
  };
}

function coreInfo({ versions }: Machine): object {
  return {
    version: versions.core,
    version_latest: versions.coreLatest,
    update_available: versions.core !== versions.coreLatest,
    machine: MACHINE,
    ip_address: ADDRESSES.core,
    arch: ARCH,
    image: `ghcr.io/home-assistant/${MACHINE}-homeassistant`,
    boot: true,
    port: 8123,
    ssl: false,
    watchdog: true,
    audio_input: null,
    audio_output: null,
    backups_exclude_database: false,
    duplicate_log_file: false,
  };
}

function osInfo({ versions }: Machine): object {
  return {
    version: versions.os,
    version_latest: versions.osLatest,
    version_pending: null,
    update_available: versions.os !== versions.osLatest,
    board: MACHINE,
    boot: "A",
    data_disk: "Demo-disk-0001",
    boot_slots: {
      A: { state: "booted", status: "good", version: versions.os },
      B: { state: "inactive", status: "good", version: versions.os },
    },
  };
}

function hostInfo({ versions, disk }: Machine): object {
  return {
    agent_version: "1.8.0",
    apparmor_version: "4.1.2",
    chassis: "desktop",
    virtualization: "",
    cpe: `cpe:2.3:o:home-assistant:haos:${versions.os}:*:production:*:*:*:${MACHINE}:*`,
    deployment: "production",
    disk_free: disk.free,
    disk_total: disk.total,
    disk_used: Number((disk.total - disk.free).toFixed(1)),
    disk_life_time: 10,
    features: FEATURES,
    hostname: "homeassistant",
    llmnr_hostname: "homeassistant",
    kernel: "6.12.60-haos",
    operating_system: `Home Assistant OS ${versions.os}`,
    timezone: "Etc/UTC",
    dt_utc: new Date().toISOString(),
    dt_synchronized: true,
    use_ntp: true,
    startup_time: 4.2,
    boot_timestamp: (Date.now() - 3_600_000) * 1000,
    broadcast_llmnr: true,
    broadcast_mdns: true,
  };
}

function diskUsage({ disk, mounts }: Machine, id: string): object | undefined {
  if (id !== "default" && !mounts.some(({ name }) => name === id)) return undefined;
  const used = (disk.total - disk.free) * GB;
  return {
    id: "root",
    label: "Root",
    total_bytes: Math.round(disk.total * GB),
    used_bytes: Math.round(used),
    children: [{ id: "backup", label: "Backup", used_bytes: Math.round(used / 2) }],
  };
}

function networkInfo(): object {
  return {
    interfaces: [
      {
        interface: "enp1s0",
        type: "ethernet",
        enabled: true,
        connected: true,
        primary: true,
        mac: "52:54:00:12:34:56",
        ipv4: {
          method: "auto",
          ready: true,
          address: ["192.168.77.2/24"],
          nameservers: ["192.168.77.1"],
          gateway: "192.168.77.1",
          route_metric: null,
        },
        ipv6: {
          method: "auto",
          ready: true,
          address: ["fe80::5054:ff:fe12:3456/64"],
          nameservers: [],
          gateway: null,
          route_metric: null,
          addr_gen_mode: "default",
          ip6_privacy: "default",
        },
        wifi: null,
        vlan: null,
        mdns: "announce",
        llmnr: "announce",
      },
    ],
    docker: {
      interface: "hassio",
      address: "172.30.32.0/23",
      gateway: "172.30.32.1",
      dns: "172.30.32.3",
    },
    host_internet: true,
    supervisor_internet: true,
  };
}

function stats(): object {
  return {
    cpu_percent: 1.4,
    memory_usage: 420_000_000,
    memory_limit: 4 * GB,
    memory_percent: 10.5,
    network_rx: 1_048_576,
    network_tx: 524_288,
    blk_read: 2_097_152,
    blk_write: 1_048_576,
  };
}

function appBase(app: App): object {
  return {
    advanced: false,
    available: true,
    build: false,
    description: app.description,
    homeassistant: null,
    icon: false,
    logo: false,
    name: app.name,
    repository: app.repository,
    slug: app.slug,
    stage: app.stage,
    update_available: app.version !== app.version_latest,
    url: null,
    version_latest: app.version_latest,
    version: app.version,
  };
}

function appRow(app: App): object {
  return { ...appBase(app), detached: app.detached, state: app.state };
}

function storeApp(app: App): object {
  return { ...appBase(app), arch: [ARCH], documentation: true, installed: true };
}

function storeDetails(app: App): object {
  return { ...storeApp(app), ...privileges(app), detached: app.detached };
}

function privileges(app: App): object {
  return {
    apparmor: "default",
    auth_api: app.auth_api,
    docker_api: app.docker_api,
    full_access: app.full_access,
    homeassistant_api: app.homeassistant_api,
    host_network: app.host_network,
    host_pid: app.host_pid,
    ingress: app.ingress,
    long_description: null,
    rating: app.rating,
    signed: false,
    hassio_api: app.hassio_api,
    hassio_role: app.hassio_role,
  };
}

function appDetails(app: App): object {
  const hostname = app.slug.replaceAll("_", "-");
  return {
    ...appRow(app),
    ...privileges(app),
    arch: [ARCH],
    documentation: true,
    hostname,
    dns: [`${hostname}.local.hass.io`],
    protected: app.protected,
    boot: app.boot,
    boot_config: "auto",
    options: app.options,
    schema: [],
    machine: [],
    network: app.network,
    network_description: app.network_description,
    host_ipc: false,
    host_uts: false,
    host_dbus: false,
    privileged: app.privileged,
    changelog: true,
    stdin: false,
    gpio: false,
    usb: false,
    uart: false,
    kernel_modules: false,
    devicetree: false,
    udev: false,
    video: false,
    audio: false,
    startup: "services",
    services: [],
    discovery: [],
    translations: {},
    webui: null,
    ingress_entry: app.ingress ? "/api/hassio_ingress/demo" : null,
    ingress_url: app.ingress ? "/api/hassio_ingress/demo/" : null,
    ingress_port: app.ingress ? 8099 : null,
    ingress_panel: app.ingress ? false : null,
    audio_input: null,
    audio_output: null,
    auto_update: app.auto_update,
    ip_address: app.host_network ? ADDRESSES.core : ADDRESSES.app,
    watchdog: app.watchdog,
    devices: [],
    system_managed: false,
    system_managed_config_entry: null,
  };
}

function repositories(apps: App[]): object[] {
  const names = new Set(["core", "local", ...apps.map(({ repository }) => repository)]);
  return [...names].map((slug) => ({
    slug,
    name: slug === "core" ? "Official apps" : slug,
    source: slug === "core" || slug === "local" ? slug : `https://example.org/${slug}`,
    url: `https://example.org/${slug}`,
    maintainer: "Demo",
  }));
}

/** The Supervisor does not list the copies on a mount that is down. */
function copies({ locations }: StoredBackup, { mounts }: Machine): StoredBackup["locations"] {
  const down = mounts.filter(({ state }) => state !== "active").map(({ name }) => name);
  return Object.fromEntries(Object.entries(locations).filter(([name]) => !down.includes(name)));
}

function backupBase(backup: StoredBackup, machine: Machine): object {
  const locations = copies(backup, machine);
  const [first] = Object.entries(locations);
  return {
    slug: backup.slug,
    name: backup.name,
    date: backup.date,
    type: "partial",
    size: (first?.[1].size_bytes ?? 0) / 1_000_000,
    size_bytes: first?.[1].size_bytes ?? 0,
    location: first?.[0] === ".local" ? null : (first?.[0] ?? null),
    locations: Object.keys(locations),
    protected: first?.[1].protected ?? false,
    location_attributes: locations,
    compressed: true,
  };
}

function backupRow(backup: StoredBackup, machine: Machine): object {
  const { homeassistant, addons, folders } = backup;
  return {
    ...backupBase(backup, machine),
    content: { homeassistant: homeassistant !== null, addons, folders },
  };
}

function backupDetails(backup: StoredBackup, machine: Machine): object {
  return {
    ...backupBase(backup, machine),
    supervisor_version: machine.versions.supervisor,
    homeassistant: backup.homeassistant,
    addons: backup.addons.map((slug) => ({ slug, name: slug, version: "1.0.0", size: 0.1 })),
    repositories: [],
    folders: backup.folders,
    homeassistant_exclude_database: backup.homeassistant_exclude_database,
    extra: backup.extra,
  };
}

function resolution({ unhealthy, unsupported, issues }: Machine): object {
  return {
    unhealthy,
    unsupported,
    issues: issues.map(issueRow),
    suggestions: issues.flatMap(suggestions),
    checks: ["addon_pwned", "free_space", "backups"].map((slug) => ({ slug, enabled: true })),
  };
}

export function issueRow({ uuid, type, context, reference }: Issue): object {
  return { uuid, type, context, reference, reference_extra: null };
}

export function suggestions({ uuid, context, reference, suggestions: types }: Issue): object[] {
  return types.map((type, n) => ({
    uuid: `${uuid.slice(0, -1)}${n}`,
    type,
    context,
    reference,
    reference_extra: null,
    auto: false,
  }));
}
