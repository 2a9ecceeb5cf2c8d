/**
 * A stand-in for the Supervisor: an HTTP server with the answers that Home Assistant's `hassio`
 * integration asks for. Loopback only.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer, Text } from "./answers.js";
import { BEHAVIOURS, type Behaviour, type BehaviourName } from "./behaviours.js";
import { change, type Jobs } from "./changes.js";
import { sendEvent, type SupervisorEvent } from "./events.js";
import type { Machine } from "./shapes.js";

/** Not 127.0.0.1: Home Assistant never bans the Supervisor, and the users come from there. */
const ADDRESS = "127.30.32.2";

export class Supervisor {
  readonly token = randomBytes(32).toString("hex");
  /** Requests that have no answer here. */
  readonly unanswered: string[] = [];
  /** Restart Home Assistant on its request. */
  restartCore: () => Promise<void> = () => Promise.resolve();
  private behaviour: Behaviour = BEHAVIOURS.ready;
  private readonly jobs: Jobs = new Map();
  private server: Server = this.makeServer();
  private port = 0;

  private constructor(
    /** What it answers; changes take effect at once. */
    readonly machine: Machine,
    /** The Unix socket of Home Assistant. */
    private readonly socket: string,
  ) {}

  static async start(machine: Machine, socket: string): Promise<Supervisor> {
    const supervisor = new Supervisor(machine, socket);
    await supervisor.listen();
    return supervisor;
  }

  get address(): string {
    return `${ADDRESS}:${this.port}`;
  }

  /** What Home Assistant needs to find it. */
  get env(): NodeJS.ProcessEnv {
    return {
      SUPERVISOR: this.address,
      SUPERVISOR_TOKEN: this.token,
      SUPERVISOR_CORE_API_SOCKET: this.socket,
      // Home Assistant OS runs Home Assistant in a container; this is how it notices here.
      KUBERNETES_SERVICE_HOST: ADDRESS,
    };
  }

  /** Behave from now on like this. */
  async behave(name: BehaviourName, changes: Partial<Behaviour> = {}): Promise<void> {
    this.behaviour = { ...BEHAVIOURS[name], ...changes };
    if (this.behaviour.away) await this.close();
    else if (!this.server.listening) await this.listen();
  }

  /** Tell Home Assistant about something that happened. */
  send(event: SupervisorEvent): Promise<void> {
    return sendEvent(this.socket, event);
  }

  close(): Promise<void> {
    if (!this.server.listening) return Promise.resolve();
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async listen(): Promise<void> {
    this.server = this.makeServer();
    await new Promise<void>((ready, fail) => {
      this.server.once("error", fail);
      this.server.listen(this.port, ADDRESS, ready);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  private makeServer(): Server {
    return createServer((request, response) => {
      this.handle(request, response).catch(() => response.destroy());
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { behaviour } = this;
    const path = new URL(request.url ?? "/", "http://supervisor").pathname;
    const body = await readBody(request);
    if (behaviour.delay) await new Promise((done) => setTimeout(done, behaviour.delay));
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      send(response, 401, { result: "error", message: "401: Unauthorized" });
      return;
    }
    const fault = behaviour.fault(path);
    if (fault) {
      const type = fault.json ? "application/json" : "text/plain";
      response.writeHead(fault.status, { "Content-Type": type }).end(fault.body);
      return;
    }
    const data = this.answer(request.method ?? "GET", path, body);
    if (!data) {
      if (!/\/(?:icon|logo)$/.test(path)) this.unanswered.push(`${request.method} ${path}`);
      send(response, 404, { result: "error", message: "404: Not Found" });
    } else if (data instanceof Text) {
      response.writeHead(200, { "Content-Type": "text/plain" }).end(data.text);
    } else {
      send(response, 200, { result: "ok", data: behaviour.edit(path, data) });
    }
  }

  private answer(method: string, path: string, body: string): object | undefined {
    if (method === "GET") {
      const job = /^\/jobs\/(\w+)$/.exec(path)?.[1];
      return (job && this.jobs.get(job)) || answer(this.behaviour.view(this.machine), path);
    }
    if (path === "/core/restart") {
      void this.restartCore();
      return {};
    }
    const changed = change(this.machine, this.jobs, method, path, parsed(body));
    if (changed?.event) void this.send(changed.event).catch(() => undefined);
    return changed?.data;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function parsed(body: string): Record<string, unknown> {
  try {
    return (JSON.parse(body) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
