/** The line between a page and Home Assistant, where what the backend tells can be changed on its way. */
import type { Page, WebSocketRoute } from "playwright-core";

export type Told = Record<string, unknown>;
/** Return what the page hears instead; null: it hears nothing. */
export type Edit = (told: Told) => Told | null;

interface Message {
  id?: number;
  type?: string;
  event?: Told;
}

const SUBSCRIBE = "security_posture/subscribe";

export class Line {
  /** Null: nothing is changed. */
  edit: Edit | null = null;
  /** The server will not let this user subscribe. */
  isRefused = false;
  /** What the page heard last. */
  heard: Told | null = null;

  /** Lay the line; it is used from the page's next load on. */
  static async to(page: Page): Promise<Line> {
    const line = new Line();
    await page.routeWebSocket(/\/api\/websocket$/, (socket) => line.connect(socket));
    return line;
  }

  /** Let everything through again. */
  clear(): void {
    this.edit = null;
    this.isRefused = false;
  }

  private connect(page: WebSocketRoute): void {
    const server = page.connectToServer();
    const ours = new Set<number>();
    page.onMessage((text) => {
      const { id, type } = JSON.parse(String(text)) as Message;
      if (id !== undefined && type === SUBSCRIBE) ours.add(id);
      server.send(text);
    });
    server.onMessage((text) => {
      const parsed = JSON.parse(String(text)) as Message | Message[];
      // Home Assistant sends several messages as one array.
      const all = Array.isArray(parsed) ? parsed : [parsed];
      const kept = all.map((message) => this.through(message, ours)).filter((one) => one !== null);
      if (kept.length) page.send(JSON.stringify(Array.isArray(parsed) ? kept : kept[0]));
    });
  }

  private through(message: Message, ours: ReadonlySet<number>): Message | null {
    const { id, type, event } = message;
    if (id === undefined || !ours.has(id)) return message;
    if (type === "result" && this.isRefused) {
      const error = { code: "unauthorized", message: "Unauthorized" };
      return { ...message, success: false, result: null, error } as Message;
    }
    if (type !== "event" || !event) return message;
    const told = this.edit ? this.edit(event) : event;
    if (told === null) return null;
    this.heard = told;
    return { ...message, event: told };
  }
}
