/** Insecure files and settings for the scenario "bad". All secrets are random. */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Entries of git's index are padded to a multiple of this. */
const ENTRY_ALIGNMENT = 8;
const REGULAR_FILE = 0o100644;
const INDEX_VERSION = 2;

/** Write a public folder with a backup, and a git repository that tracks the secrets. */
export function writeInsecureFiles(config: string): void {
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(join(config, path, ".."), { recursive: true });
    writeFileSync(join(config, path), content);
  };
  write("secrets.yaml", `wifi_password: ${secret()}\n`);
  write("www/secrets.yaml", `wifi_password: ${secret()}\n`);
  write("www/old/home-assistant.tar", "");
  write(".git/HEAD", "ref: refs/heads/main\n");
  write(".git/index", gitIndex(["configuration.yaml", "secrets.yaml"]));
  write(
    ".git/config",
    `[remote "origin"]\n\turl = https://home:${secret()}@git.example.org/home.git\n`,
  );
}

/** Options below `homeassistant:` in YAML. */
export const INSECURE_CORE = [
  "  latitude: 52.3731",
  "  longitude: 4.8922",
  "  allowlist_external_dirs:",
  "    - /",
];

/** Log levels that hide failed logins and log tokens. */
export const INSECURE_LOGS = [
  "    homeassistant.components.http.ban: critical",
  "    homeassistant.components.auth: debug",
];

/** Integrations with inline secrets, a templated command and a guessable webhook. */
export function insecureYaml(): string[] {
  return [
    "rest_command:",
    "  open_gate:",
    "    url: http://127.0.0.1/gate",
    "    username: home",
    `    password: ${secret()}`,
    "  close_gate:",
    "    url: http://127.0.0.1/gate",
    "    username: admin",
    "    password: changeme",
    "shell_command:",
    "  any_tool: bash -c '{{ tool }} --now'",
    "automation:",
    "  - alias: Front door",
    "    id: front_door",
    "    triggers:",
    "      - trigger: webhook",
    "        webhook_id: door",
    "        local_only: false",
    "    actions: []",
  ];
}

/** Insecure settings of the HTTP server. */
export const INSECURE_HTTP = {
  cors_allowed_origins: ["*"],
  use_x_frame_options: false,
};

function secret(): string {
  return randomBytes(12).toString("base64url");
}

/** Return a git index that tracks these files, without their contents. */
function gitIndex(paths: string[]): Buffer {
  const head = Buffer.alloc(12);
  head.write("DIRC");
  head.writeUInt32BE(INDEX_VERSION, 4);
  head.writeUInt32BE(paths.length, 8);
  const entries = paths.map((path) => {
    const fixed = 62;
    const size = Math.ceil((fixed + path.length + 1) / ENTRY_ALIGNMENT) * ENTRY_ALIGNMENT;
    const entry = Buffer.alloc(size);
    entry.writeUInt32BE(REGULAR_FILE, 24);
    entry.writeUInt16BE(path.length, 60);
    entry.write(path, fixed);
    return entry;
  });
  const content = Buffer.concat([head, ...entries]);
  return Buffer.concat([content, createHash("sha1").update(content).digest()]);
}
