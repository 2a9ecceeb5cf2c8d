/** The timers that an idle element sets. */
import { FakeConnection, NOW, createSnapshot, iso } from "../../card/builders.js";
import type { Clock } from "../../card/clock.js";
import { drawn, rendersOf, show } from "./elements.js";
import { Home } from "./home.js";

const MINUTE = 60_000;

/** One kind of timer, with how often it was set and how often it ran. */
interface Timer {
  what: "setTimeout" | "setInterval" | "requestAnimationFrame" | "requestIdleCallback";
  /** In milliseconds; 0 for the next frame. */
  delay: number;
  set: number;
  ran: number;
}

const seen = new Map<string, Timer>();

/** Record every timer of the page from now on; call it after the clock is installed. */
export function recordTimers(): void {
  const page = window as unknown as Record<string, (...args: unknown[]) => unknown>;
  const kinds = ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback"];
  for (const what of kinds as Timer["what"][]) {
    const real = page[what]!.bind(window);
    page[what] = (run: unknown, wait: unknown = 0) => {
      const timer = timerOf(what, typeof wait === "number" ? wait : 0);
      timer.set++;
      return real((...args: unknown[]) => {
        timer.ran++;
        (run as (...args: unknown[]) => void)(...args);
      }, wait);
    };
  }
}

function timerOf(what: Timer["what"], wait: number): Timer {
  const delay = what.startsWith("request") ? 0 : wait;
  const key = `${what} ${delay}`;
  const timer = seen.get(key) ?? { what, delay, set: 0, ran: 0 };
  seen.set(key, timer);
  return timer;
}

export interface Idle {
  timers: Timer[];
  /** Of the element with the most renders. */
  renders: number;
  subscriptions: number;
}

/** Keep card and badge idle for some minutes; the server sends a message every minute. */
export async function idle(clock: Clock, minutes: number): Promise<Idle> {
  const connection = new FakeConnection();
  const { hass } = new Home(connection);
  const elements = [show("card", hass), show("badge", hass)];
  await clock.advance(0);
  const counts = elements.map(rendersOf);
  seen.forEach((timer) => (timer.ran = 0));
  for (let minute = 1; minute <= minutes; minute++) {
    connection.push(
      createSnapshot({ now: iso(minute * MINUTE), checked_at: new Date(NOW).toISOString() }),
    );
    await clock.advance(MINUTE);
    for (const element of elements) await drawn(element);
  }
  const { subscriptions } = connection;
  for (const element of elements) element.remove();
  const renders = Math.max(...counts.map((count) => count()));
  return { timers: [...seen.values()], renders, subscriptions };
}
