/**
 * A reverse proxy in front of Home Assistant that terminates TLS and forwards the client address,
 * like nginx or Caddy. Loopback only.
 */
import { readFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Certificates } from "./certificates.js";

export interface ProxyPlan {
  /** The ports of the proxy and of Home Assistant, on this machine. */
  port: number;
  target: number;
  /** The source address that Home Assistant sees. */
  address: string;
  certificates: Certificates;
}

/** Start the proxy; return a function that stops it. */
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
  return () => close(server, open);
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

/** Connect both ends of a websocket; return the socket to Home Assistant. */
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

function close(server: Server, open: Iterable<Duplex>): Promise<void> {
  server.closeAllConnections();
  for (const socket of open) socket.destroy();
  return new Promise((done) => server.close(() => done()));
}
