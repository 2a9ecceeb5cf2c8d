/** A proxy of a page's websocket that can modify the messages of the integration. */
import type { Page, WebSocketRoute } from "playwright-core";

export type Payload = Record<string, unknown>;
/** Return the message that the page receives instead; null: it receives none. */
export type Edit = (payload: Payload) => Payload | null;

interface Message {
  id?: number;
  type?: string;
  event?: Payload;
}

const SUBSCRIBE = "security_posture/subscribe";

export class WebSocketProxy {
  /** Null: messages are not modified. */
  edit: Edit | null = null;
  /** The subscription is answered with an "unauthorized" error. */
  rejectsSubscription = false;

  /** Install the proxy; it takes effect when the page is next loaded. */
  static async install(page: Page): Promise<WebSocketProxy> {
    const proxy = new WebSocketProxy();
    await page.routeWebSocket(/\/api\/websocket$/, (socket) => proxy.connect(socket));
    return proxy;
  }

  /** Stop modifying messages. */
  clear(): void {
    this.edit = null;
    this.rejectsSubscription = false;
  }

  private connect(page: WebSocketRoute): void {
    const server = page.connectToServer();
    const subscriptions = new Set<number>();
    page.onMessage((text) => {
      const { id, type } = JSON.parse(String(text)) as Message;
      if (id !== undefined && type === SUBSCRIBE) subscriptions.add(id);
      server.send(text);
    });
    server.onMessage((text) => {
      const parsed = JSON.parse(String(text)) as Message | Message[];
      // Home Assistant sends several messages as one array.
      const all = Array.isArray(parsed) ? parsed : [parsed];
      const kept = all
        .map((message) => this.forward(message, subscriptions))
        .filter((one) => one !== null);
      if (kept.length) page.send(JSON.stringify(Array.isArray(parsed) ? kept : kept[0]));
    });
  }

  private forward(message: Message, subscriptions: ReadonlySet<number>): Message | null {
    const { id, type, event } = message;
    if (id === undefined || !subscriptions.has(id)) return message;
    if (type === "result" && this.rejectsSubscription) {
      const error = { code: "unauthorized", message: "Unauthorized" };
      return { ...message, success: false, result: null, error } as Message;
    }
    if (type !== "event" || !event) return message;
    const payload = this.edit ? this.edit(event) : event;
    if (payload === null) return null;
    return { ...message, event: payload };
  }
}
