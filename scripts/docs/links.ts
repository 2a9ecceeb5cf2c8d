/** Find the links of Markdown documents, and what is wrong with them. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

/** Hosts that documents link to. Open the page of a new one before you add it here. */
const HOSTS = new Set([
  "contributor-covenant.org",
  "conventionalcommits.org",
  "github.com",
  "hacs.xyz",
  "home-assistant.io",
  "keepachangelog.com",
  "my.home-assistant.io",
  "semver.org",
]);

/** Redirects that Home Assistant 2026.10 and 2026.11 know, of those that documents use, with their parameters. */
export const REDIRECTS: Record<string, { required: string[]; optional?: string[] }> = {
  automations: { required: [] },
  backup: { required: [] },
  blueprint_import: { required: ["blueprint_url"] },
  config_flow_start: { required: ["domain"] },
  hacs_repository: { required: ["owner", "repository"], optional: ["category"] },
  integration: { required: ["domain"] },
  lovelace_dashboards: { required: [] },
  lovelace_resources: { required: [] },
  network: { required: [] },
  profile_security: { required: [] },
  repairs: { required: [] },
  server_controls: { required: [] },
  supervisor_apps: { required: [] },
  system_dashboard: { required: [] },
  tools_statistics: { required: [] },
  updates: { required: [] },
  users: { required: [] },
};
/** Folders without documents of this repository. */
const SKIPPED = /^(node_modules|dist|coverage|test-results|__pycache__|\.(?!github$).*)$/;

/** Return every Markdown document below a folder, as a relative path. */
export function documents(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.test(entry.name) ? [] : documents(root, path);
      return entry.isFile() && entry.name.endsWith(".md") ? [relative(root, path)] : [];
    })
    .sort();
}

/** Return the targets of all links and images of a document. */
export function links(text: string): string[] {
  const prose = withoutCode(text);
  const inline = prose.matchAll(
    /\]\(\s*<?([^()\s>]*(?:\([^()\s]*\)[^()\s>]*)*)>?(?:\s+"[^"]*")?\s*\)/g,
  );
  const definitions = prose.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm);
  const html = prose.matchAll(/\s(?:href|src)="([^"]*)"/g);
  const bare = prose.matchAll(/<(https?:[^>\s]+)>/g);
  return [...inline, ...definitions, ...html, ...bare].map(([, target = ""]) => target);
}

/** Return the anchors of a document: its headings, as GitHub names them, and explicit ids. */
export function anchors(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, heading = ""] of withoutFences(text).matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const name = slug(heading);
    let anchor = name;
    for (let n = 1; found.has(anchor); n++) anchor = `${name}-${n}`;
    found.add(anchor);
  }
  for (const [, id = ""] of text.matchAll(/\s(?:id|name)="([^"]+)"/g)) found.add(id);
  return found;
}

/** Return what is wrong with a link of a document, or null. */
export function fault(root: string, document: string, target: string): string | null {
  if (!target) return "is empty";
  if (/^[a-z][a-z+.-]*:/i.test(target)) return externalFault(target);
  if (target.startsWith("/") || target.includes("\\")) return "is not a relative path";
  const [path = "", anchor] = target.split("#");
  const file = path
    ? resolve(root, dirname(document), decodeURIComponent(path))
    : join(root, document);
  if (relative(root, file).startsWith("..")) return "leads out of the repository";
  if (!existsSync(file)) return "does not exist";
  if (anchor === undefined) return null;
  if (!file.endsWith(".md")) return "has an anchor, but is no document";
  return anchors(readFileSync(file, "utf8")).has(anchor) ? null : "has no such heading";
}

function externalFault(target: string): string | null {
  if (!URL.canParse(target)) return "is no URL";
  const url = new URL(target);
  if (url.protocol !== "https:") return "is not https";
  if (url.username || url.password || url.port) return "has a user or a port";
  if (!HOSTS.has(url.hostname.replace(/^www\./, ""))) return "is on a host that is not known";
  if (url.hostname === "my.home-assistant.io") return redirectFault(url);
  return null;
}

/** Return what is wrong with a link to a page of the reader's own Home Assistant, or to its badge. */
function redirectFault(url: URL): string | null {
  const [, kind, name = "", rest] =
    /^\/(redirect|badges)\/([a-z_]+)(\/|\.svg)$/.exec(url.pathname) ?? [];
  const redirect = REDIRECTS[name];
  if (!redirect) return "is no redirect that Home Assistant knows";
  if ((kind === "badges") !== (rest === ".svg")) return "is no redirect and no badge";
  const given = [...url.searchParams.keys()];
  if (kind === "badges") return given.length ? "is a badge with parameters" : null;
  const { required, optional = [] } = redirect;
  if (required.some((parameter) => !url.searchParams.get(parameter))) return "lacks a parameter";
  if (given.some((one) => ![...required, ...optional].includes(one)))
    return "has an unknown parameter";
  return null;
}

function slug(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, "")
    .replaceAll(" ", "-");
}

function withoutFences(text: string): string {
  return text.replace(/^(```|~~~)[^]*?^\1/gm, "");
}

function withoutCode(text: string): string {
  return withoutFences(text).replace(/(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
}
