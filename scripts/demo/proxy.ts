/**
 * A reverse proxy in front of Home Assistant: it ends TLS and passes on whose request it is, as
 * nginx or Caddy would. Loopback only.
 */
import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Certificates } from "./certificates.js";

export interface ProxyPlan {
  /** Where it listens, and where Home Assistant does; both on this machine. */
  port: number;
  target: number;
  /** The address it is known by to Home Assistant. */
  address: string;
  certificates: Certificates;
}

/** Start it; return how to end it. */
export async function startProxy(plan: ProxyPlan): Promise<() => Promise<void>> {
  const { certificates, port } = plan;
  const server = createServer({
    cert: readFileSync(certificates.certificate),
    key: readFileSync(certificates.key),
  });
  const open = new Set<Duplex>();
  server.on("request", (request, response) => pass(plan, request, response));
  server.on("upgrade", (request, socket) => open.add(tunnel(plan, request, socket)));
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", ready);
  });
  return () => closed(server, open);
}

function pass(plan: ProxyPlan, request: IncomingMessage, response: ServerResponse): void {
  const upstream = httpRequest({
    host: "127.0.0.1",
    port: plan.target,
    localAddress: plan.address,
    method: request.method,
    path: request.url,
    headers: forwarded(request),
  });
  upstream.on("response", (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () =>
    response.headersSent ? response.destroy() : response.writeHead(502).end(),
  );
  response.on("close", () => upstream.destroy());
  request.pipe(upstream);
}

/** Join a websocket's two ends; return the one that is Home Assistant's. */
function tunnel(plan: ProxyPlan, request: IncomingMessage, socket: Duplex): Socket {
  const upstream = connect({ host: "127.0.0.1", port: plan.target, localAddress: plan.address });
  upstream.on("connect", () => {
    const headers = Object.entries(forwarded(request)).map(
      ([name, value]) => `${name}: ${String(value)}`,
    );
    upstream.write([`GET ${request.url ?? "/"} HTTP/1.1`, ...headers, "", ""].join("\r\n"));
    socket.pipe(upstream).pipe(socket);
  });
  for (const [one, other] of [
    [upstream, socket],
    [socket, upstream],
  ] as const) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
  return upstream;
}

function forwarded(request: IncomingMessage): Record<string, string | string[] | undefined> {
  return {
    ...request.headers,
    "x-forwarded-for": request.socket.remoteAddress,
    "x-forwarded-proto": "https",
  };
}

function closed(server: Server, open: Iterable<Duplex>): Promise<void> {
  server.closeAllConnections();
  for (const socket of open) socket.destroy();
  return new Promise((done) => server.close(() => done()));
}
