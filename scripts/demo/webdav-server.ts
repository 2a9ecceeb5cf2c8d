/**
 * An external backup location: an in-memory WebDAV server with the methods that Home Assistant's
 * `webdav` integration uses. Loopback only.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { randomBytes } from "node:crypto";
import { identifier } from "./accounts.js";
import type { Webdav } from "./entries.js";

const PROPFIND = 207;
const INSUFFICIENT_STORAGE = 507;

export interface RunningWebdav {
  account: Webdav;
  close(): Promise<void>;
}

/** Start a server; a `full` one rejects uploads. */
export async function startWebdav({ full = false } = {}): Promise<RunningWebdav> {
  const account = {
    entryId: identifier(),
    username: "home",
    password: randomBytes(12).toString("hex"),
  };
  const files = new Map<string, Buffer | null>([["/", null]]); // null: a folder
  const wanted = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString("base64")}`;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== wanted) {
      response.writeHead(401, { "WWW-Authenticate": "Basic" }).end();
      return;
    }
    if (full && request.method === "PUT") {
      request.resume().on("end", () => response.writeHead(INSUFFICIENT_STORAGE).end());
      return;
    }
    void handle(files, request, response).catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    account: { ...account, url: `http://127.0.0.1:${port}` },
    close: () => closeServer(server),
  };
}

async function handle(
  files: Map<string, Buffer | null>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = normal(decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
  const found = files.get(path);
  switch (request.method) {
    case "PROPFIND":
      if (found === undefined) break;
      response.writeHead(PROPFIND, { "Content-Type": "application/xml" });
      response.end(listing(files, path, request.headers.depth !== "0"));
      return;
    case "MKCOL":
      files.set(path, null);
      response.writeHead(201).end();
      return;
    case "PUT":
      files.set(path, await body(request));
      response.writeHead(201).end();
      return;
    case "GET":
    case "HEAD":
      if (!found) break;
      response.writeHead(200).end(request.method === "GET" ? found : undefined);
      return;
    case "DELETE":
      files.delete(path);
      response.writeHead(204).end();
      return;
    default:
      response.writeHead(405).end();
      return;
  }
  response.writeHead(404).end();
}

function listing(files: Map<string, Buffer | null>, path: string, deep: boolean): string {
  const prefix = path === "/" ? "/" : `${path}/`;
  const shown = [...files].filter(
    ([name]) =>
      name === path ||
      (deep && name.startsWith(prefix) && !name.slice(prefix.length).includes("/")),
  );
  const rows = shown.map(([name, content]) => {
    const kind = content === null ? "<d:collection/>" : "";
    const href = encodeURI(content === null && name !== "/" ? `${name}/` : name);
    return (
      `<d:response><d:href>${href}</d:href><d:propstat><d:prop><d:resourcetype>${kind}</d:resourcetype>` +
      `<d:getcontentlength>${content?.length ?? 0}</d:getcontentlength></d:prop>` +
      `<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`
    );
  });
  return `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${rows.join("")}</d:multistatus>`;
}

function normal(path: string): string {
  return `/${path.split("/").filter(Boolean).join("/")}`;
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
