/** Apps as their repositories publish them, with the settings they have after installation. */
import type { App } from "./shapes.js";

const DEFAULTS: App = {
  slug: "",
  name: "",
  description: "",
  repository: "core",
  version: "1.0.0",
  version_latest: "1.0.0",
  state: "started",
  protected: true,
  full_access: false,
  docker_api: false,
  host_pid: false,
  host_network: false,
  network: null,
  network_description: null,
  auto_update: false,
  auth_api: false,
  hassio_api: false,
  hassio_role: "default",
  homeassistant_api: false,
  ingress: false,
  privileged: [],
  boot: "auto",
  watchdog: false,
  detached: false,
  stage: "stable",
  rating: 6,
  options: {},
};

/** The repository of the Home Assistant community. */
const COMMUNITY = "a0d7b954";

/** Return an app, with changes. */
export type MakeApp = (changes?: Partial<App>) => App;

function app(published: Partial<App> & { slug: string; name: string; version: string }): MakeApp {
  const base = { ...DEFAULTS, version_latest: published.version, ...published };
  return (changes = {}) => structuredClone({ ...base, ...changes });
}

export const fileEditor = app({
  slug: "core_configurator",
  name: "File editor",
  description: "Simple browser-based file editor for Home Assistant",
  version: "5.9.0",
  ingress: true,
  homeassistant_api: true,
  options: { dirsfirst: true, enforce_basepath: true },
});

export const terminal = app({
  slug: "core_ssh",
  name: "Terminal & SSH",
  description: "Allow logging in remotely to Home Assistant using SSH",
  version: "10.1.0",
  ingress: true,
  homeassistant_api: true,
  hassio_api: true,
  hassio_role: "manager",
  network: { "22/tcp": null },
  network_description: { "22/tcp": "SSH port" },
  options: { authorized_keys: [], password: "", apks: [], server: { tcp_forwarding: false } },
});

export const mosquitto = app({
  slug: "core_mosquitto",
  name: "Mosquitto broker",
  description: "An open-source MQTT broker",
  version: "7.0.1",
  auth_api: true,
  network: { "1883/tcp": 1883, "1884/tcp": 1884, "8883/tcp": 8883, "8884/tcp": 8884 },
  network_description: {
    "1883/tcp": "Normal MQTT",
    "1884/tcp": "MQTT over WebSocket",
    "8883/tcp": "Normal MQTT with SSL",
    "8884/tcp": "MQTT over WebSocket with SSL",
  },
  options: { logins: [], require_certificate: false, certfile: "fullchain.pem" },
});

export const samba = app({
  slug: "core_samba",
  name: "Samba share",
  description: "Expose Home Assistant folders with SMB/CIFS",
  version: "13.0.0",
  host_network: true,
  privileged: ["SYS_ADMIN", "DAC_READ_SEARCH"],
  options: { username: "homeassistant", password: "demo", allow_hosts: ["192.168.0.0/16"] },
});

export const esphome = app({
  slug: "5c53de3b_esphome",
  name: "ESPHome Device Builder",
  description: "Build your own smart home devices using ESPHome",
  repository: "5c53de3b",
  version: "2026.10.3",
  host_network: true,
  ingress: true,
  options: { streamer_mode: false },
});

export const studioCode = app({
  slug: `${COMMUNITY}_vscode`,
  name: "Studio Code Server",
  description: "Fully featured VS Code experience in the browser",
  repository: COMMUNITY,
  version: "6.2.0",
  ingress: true,
  homeassistant_api: true,
  hassio_api: true,
  hassio_role: "manager",
  options: { packages: [], init_commands: [] },
});

export const advancedTerminal = app({
  slug: `${COMMUNITY}_ssh`,
  name: "Advanced SSH & Web Terminal",
  description: "A supercharged SSH & Web Terminal access to Home Assistant",
  repository: COMMUNITY,
  version: "22.1.0",
  docker_api: true,
  host_network: true,
  ingress: true,
  homeassistant_api: true,
  hassio_api: true,
  hassio_role: "manager",
  privileged: ["NET_ADMIN", "SYS_ADMIN", "SYS_RAWIO", "SYS_TIME"],
  network: { "22/tcp": 22 },
  network_description: { "22/tcp": "SSH port" },
  options: { ssh: { username: "hassio", password: "demo", authorized_keys: [] } },
});

export const nodeRed = app({
  slug: `${COMMUNITY}_nodered`,
  name: "Node-RED",
  description: "Flow-based programming for the Internet of Things",
  repository: COMMUNITY,
  version: "20.1.0",
  host_network: true,
  ingress: true,
  homeassistant_api: true,
  hassio_api: true,
  hassio_role: "manager",
  network: { "80/tcp": 1880 },
  network_description: { "80/tcp": "Web interface" },
  options: { credential_secret: "demo", ssl: true },
});

export const mariaDb = app({
  slug: "core_mariadb",
  name: "MariaDB",
  description: "A SQL database server",
  version: "2.8.0",
  network: { "3306/tcp": null },
  network_description: { "3306/tcp": "Database server" },
  options: { logins: [{ username: "homeassistant", password: "demo" }] },
});

/** Needs full access to the machine; its repository is gone. */
export const oldTool = app({
  slug: "c0ffee42_disk_tool",
  name: "Disk tool",
  description: "Partition disks in the browser",
  repository: "c0ffee42",
  version: "0.4.0",
  full_access: true,
  host_pid: true,
  stage: "deprecated",
  detached: true,
  rating: 1,
  network: { "8000/tcp": 8000 },
});

export const googleDriveBackup = app({
  slug: "cebe7a76_hassio_google_drive_backup",
  name: "Home Assistant Google Drive Backup",
  description: "Automatically manage backups between Home Assistant and Google Drive",
  repository: "cebe7a76",
  version: "0.115.0",
  ingress: true,
  homeassistant_api: true,
  hassio_api: true,
  hassio_role: "backup",
});
