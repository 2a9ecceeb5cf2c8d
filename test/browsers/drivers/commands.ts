/** Commands over a websocket: WebDriver BiDi and the Chrome DevTools Protocol send them alike. */
import { once } from "node:events";
import WebSocket from "ws";

/** A browser that does not answer must not hold up the tests; the slowest command opens a page. */
const TIMEOUT_MS = 60_000;

interface Answer {
  id?: number;
  result?: unknown;
  /** A text in WebDriver BiDi, an object in the Chrome DevTools Protocol. */
  error?: string | { message: string };
  message?: string;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class Commands {
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => this.receive(JSON.parse(data.toString()) as Answer));
    socket.on("error", () => undefined); // "close" follows
    socket.on("close", () => {
      for (const { reject } of this.waiting.values()) reject(new Error("The browser has ended."));
      this.waiting.clear();
    });
  }

  static async connect(url: string): Promise<Commands> {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 28 });
    await once(socket, "open");
    return new Commands(socket);
  }

  send<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.last;
    return new Promise<T>((resolve, reject) => {
      const timeout = setTimeout(
        () => reject(new Error(`The browser does not answer ${method}.`)),
        TIMEOUT_MS,
      );
      this.waiting.set(id, {
        resolve(result) {
          clearTimeout(timeout);
          resolve(result as T);
        },
        reject(error) {
          clearTimeout(timeout);
          reject(error);
        },
      });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }

  close(): void {
    this.socket.terminate();
  }

  private receive({ id, result, error, message }: Answer): void {
    const waiting = id === undefined ? undefined : this.waiting.get(id);
    if (id === undefined || !waiting) return; // an event
    this.waiting.delete(id);
    if (error === undefined) return waiting.resolve(result);
    waiting.reject(new Error(typeof error === "string" ? (message ?? error) : error.message));
  }
}
