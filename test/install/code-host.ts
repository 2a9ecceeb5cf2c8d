/**
 * A stand-in for the code host and the catalog, on this machine: it answers what the Marketplace
 * and HACS request for one repository, which is this checkout. What it does not know is recorded.
 */
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, posix } from "node:path";
import { ARCHIVE } from "../../scripts/release/archive.js";
import { readPublication } from "../../scripts/docs/publication.js";
import { repositoryFiles } from "../../scripts/release/git.js";
import { ROOT } from "../../scripts/setup/paths.js";

export const REPOSITORY = readPublication(ROOT).repository;
export const REPOSITORY_ID = "900000001";
const BRANCH = "main";
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const NOW = "2026-11-30T12:00:00Z";

const API = "api.github.com";
const FILES = "github.com";
const RAW = "raw.githubusercontent.com";
const CATALOG = "data-v2.hacs.xyz";
const HOSTS = [API, FILES, RAW, CATALOG];

export interface Release {
  tag: string;
  prerelease?: boolean;
  /** Null: it was published before its archive was there. */
  archive: Uint8Array | null;
}

interface Answer {
  status?: number;
  body: object | Uint8Array;
}

/** The answers of the API, as far as the clients read them. */
interface RepositoryAnswer {
  id: number;
  full_name: string;
  description: string;
  default_branch: string;
  archived: boolean;
  fork: boolean;
  has_issues: boolean;
  open_issues: number;
  stargazers_count: number;
  topics: string[];
  pushed_at: string;
  license: { name: string; spdx_id: string };
}
interface ReleaseAnswer {
  tag_name: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  published_at: string;
  assets: { name: string; size: number; download_count: number; browser_download_url: string }[];
}
interface TreeAnswer {
  sha: string;
  truncated: boolean;
  tree: { path: string; type: "blob" | "tree"; mode: string }[];
}

export class CodeHost {
  /** The published releases, newest first. */
  releases: Release[] = [];
  /** Whether the catalog of default repositories lists this one. */
  isInCatalog = false;
  /** Content that differs from the checkout, by path. */
  readonly changed = new Map<string, string>();
  /** "host/path" of every request. */
  readonly requests: string[] = [];
  /** The requests that were not understood. */
  readonly unknown: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<CodeHost> {
    const server = createServer();
    const host = new CodeHost(server);
    server.on("request", (request, response) => host.respond(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return host;
  }

  /** The environment of a Python process that shall use this host. */
  get env(): NodeJS.ProcessEnv {
    const { port } = this.server.address() as AddressInfo;
    return {
      CODE_HOST: `http://127.0.0.1:${port}`,
      CODE_HOST_NAMES: HOSTS.join(" "),
      PYTHONPATH: join(ROOT, "test", "install", "redirect"),
    };
  }

  /** Return how many requests went to a host since the last call. */
  requestsOf(host: "api"): number {
    return this.requests.filter((each) => each.startsWith({ api: API }[host])).length;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private respond({ url = "" }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, "http://stand-in");
    const [, host = "", ...parts] = decodeURIComponent(pathname).split("/");
    const path = parts.join("/");
    this.requests.push(`${host}/${path}`);
    const answer = this.answer(host, path, searchParams);
    if (!answer) this.unknown.push(`${host}/${path}`);
    const { status = 200, body } = answer ?? NOT_FOUND;
    const isBytes = body instanceof Uint8Array;
    response.writeHead(status, {
      "Content-Type": isBytes ? "application/octet-stream" : "application/json; charset=utf-8",
      ...(status === 200 && !isBytes ? { ETag: `"${this.requests.length}"` } : {}),
    });
    response.end(isBytes ? body : JSON.stringify(body));
  }

  private answer(host: string, path: string, query: URLSearchParams): Answer | undefined {
    if (host === CATALOG) return this.catalog(path);
    if (host === API) return this.api(path, query.get("ref"));
    const own = path.startsWith(`${REPOSITORY}/`) ? path.slice(REPOSITORY.length + 1) : undefined;
    if (own === undefined) return undefined;
    if (host === RAW) {
      const [ref = "", ...file] = own.split("/");
      return this.isRef(ref) ? this.file(file.join("/")) : NOT_FOUND;
    }
    const [, tag, name] = /^releases\/download\/([^/]+)\/([^/]+)$/.exec(own) ?? [];
    if (host !== FILES || !tag) return undefined;
    const archive = this.releases.find((release) => release.tag === tag)?.archive;
    return archive && name === ARCHIVE ? { body: archive } : NOT_FOUND;
  }

  private catalog(path: string): Answer | undefined {
    const section = path.replace(/\/data\.json$/, "");
    if (section === "removed" || section === "critical") return { body: [] };
    if (section !== "integration") {
      return ["plugin", "template", "theme"].includes(section) ? { body: {} } : undefined;
    }
    if (!this.isInCatalog) return { body: {} };
    const newest = this.releases.find(({ prerelease }) => !prerelease);
    const entry = {
      description: DESCRIPTION,
      domain: "security_posture",
      etag_repository: "1",
      full_name: REPOSITORY,
      last_commit: COMMIT.slice(0, 7),
      last_fetched: Date.parse(NOW) / 1000,
      last_updated: NOW,
      ...(newest ? { last_version: newest.tag } : {}),
      manifest: { name: "Security Posture" },
      manifest_name: "Security Posture",
      topics: [],
    };
    return { body: { [REPOSITORY_ID]: entry } };
  }

  private api(path: string, ref: string | null): Answer | undefined {
    if (path === "rate_limit") return { body: { resources: { core: { remaining: 5000 } } } };
    const own = `repos/${REPOSITORY}`;
    if (path === own) return { body: repository() };
    if (path === `${own}/releases`) return { body: this.releases.map(releaseAnswer) };
    if (path === `${own}/branches/${BRANCH}`) return { body: { commit: { sha: COMMIT } } };
    const [, tree] = new RegExp(`^${own}/git/trees/(.+)$`).exec(path) ?? [];
    if (tree) return this.isRef(tree) ? { body: this.tree() } : NOT_FOUND;
    const [, file] = new RegExp(`^${own}/contents/(.+)$`).exec(path) ?? [];
    if (!file) return undefined;
    const found = this.isRef(ref ?? BRANCH) ? this.file(file) : NOT_FOUND;
    if (!(found.body instanceof Uint8Array)) return found;
    const content = Buffer.from(found.body).toString("base64");
    return { body: { type: "file", path: file, encoding: "base64", content } };
  }

  private isRef(ref: string): boolean {
    const name = ref.replace(/^(refs\/)?tags\//, "");
    return name === BRANCH || this.releases.some(({ tag }) => tag === name);
  }

  private file(path: string): Answer {
    const changed = this.changed.get(path);
    if (changed !== undefined) return { body: Buffer.from(changed) };
    const name = join(ROOT, posix.normalize(`/${path}`));
    if (!existsSync(name) || !statSync(name).isFile()) return NOT_FOUND;
    return { body: readFileSync(name) };
  }

  private tree(): TreeAnswer {
    const files = repositoryFiles(ROOT, ".");
    const folders = new Set<string>();
    for (const file of files)
      for (let at = file.indexOf("/"); at >= 0; at = file.indexOf("/", at + 1))
        folders.add(file.slice(0, at));
    const entry = (type: "blob" | "tree", mode: string) => (path: string) => ({ path, type, mode });
    const tree = [
      ...[...folders].map(entry("tree", "040000")),
      ...files.map(entry("blob", "100644")),
    ];
    return { sha: COMMIT, truncated: false, tree };
  }
}

const NOT_FOUND: Answer = { status: 404, body: { message: "Not Found" } };
const DESCRIPTION = "The security check-up for Home Assistant";

function repository(): RepositoryAnswer {
  return {
    id: Number(REPOSITORY_ID),
    full_name: REPOSITORY,
    description: DESCRIPTION,
    default_branch: BRANCH,
    archived: false,
    fork: false,
    has_issues: true,
    open_issues: 0,
    stargazers_count: 0,
    topics: ["home-assistant", "security"],
    pushed_at: NOW,
    license: { name: "Apache License 2.0", spdx_id: "Apache-2.0" },
  };
}

function releaseAnswer({ tag, prerelease = false, archive }: Release): ReleaseAnswer {
  const url = `https://${FILES}/${REPOSITORY}/releases/download/${tag}/${ARCHIVE}`;
  const asset = { name: ARCHIVE, size: archive?.length ?? 0, download_count: 0 };
  return {
    tag_name: tag,
    name: tag,
    body: "",
    draft: false,
    prerelease,
    published_at: NOW,
    assets: archive ? [{ ...asset, browser_download_url: url }] : [],
  };
}
