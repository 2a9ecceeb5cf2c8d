/** A soak test: updates, messages, lost connections, changes of view. */
import { FakeConnection, NOW, iso } from "../../card/builders.js";
import type { Clock } from "../../card/clock.js";
import atRisk from "../../fixtures/report-at-risk.json";
import good from "../../fixtures/report-good.json";
import mixed from "../../fixtures/report-mixed.json";
import unknown from "../../fixtures/report-unknown.json";
import { drawn, onRender, show, type Shown } from "./elements.js";
import { Home } from "./home.js";

export interface Amount {
  sets: number;
  pushes: number;
  reconnects: number;
}

export interface SoakCounts {
  /** The highest number at the end of a step, as the connection counts them. */
  subscriptions: number;
  /** Event listeners at the connection. */
  listeners: number;
  timers: number;
  /** Renders of the cards in this part. */
  renders: number;
  /** Commands that the cards sent in this part. */
  asked: number;
}

const MESSAGES = [atRisk, good, mixed, unknown].flatMap(({ admin, viewer }) => [admin, viewer]);
/** Slower than the limit of ten messages a second. */
const APART = 150;
/** Longer than the store keeps its subscription, and than a loss is hidden. */
const LONG = 15_000;

export class Soak {
  private readonly connection = new FakeConnection();
  private readonly home = new Home(this.connection);
  private elements: Shown[] = [];
  private renders = 0;
  private readonly box = document.createElement("div");

  constructor(private readonly clock: Clock) {
    document.body.append(this.box);
    this.connection.message = good.admin;
    this.connection.replies = {
      "security_posture/evidence": { rows: [{ kind: "address", text: "203.0.113.7", n: 3 }] },
      "security_posture/recheck": {},
      "security_posture/accepted_risks": { rows: [] },
      "security_posture/changes": {
        looked_at: iso(),
        changes: [{ at: iso(), kind: "opened", check_id: "bans_disabled", severity: "high" }],
      },
    };
  }

  /** Run one part; all parts are equal and end in the state in which they began. */
  async part({ sets, pushes, reconnects }: Amount): Promise<SoakCounts> {
    let most = 0;
    for (let n = 0; n < reconnects; n++) {
      await this.reconnect(n % 3 ? 0 : LONG);
      await this.set(sets / reconnects);
      await this.push(pushes / reconnects);
      await this.useAll();
      if (n % 5 === 0) await this.away();
      most = Math.max(most, this.connection.subscriptions);
    }
    this.connection.push({ ...good.admin, now: new Date(NOW).toISOString() });
    await this.clock.advance(LONG);
    const { renders } = this;
    const asked = this.connection.sent.length;
    this.renders = 0;
    this.connection.sent = [];
    return {
      renders,
      asked,
      subscriptions: Math.max(most, this.connection.subscriptions),
      listeners: this.connection.listeners,
      timers: this.clock.waiting,
    };
  }

  /** Lose the connection; Home Assistant makes new elements when it is back. */
  private async reconnect(after: number): Promise<void> {
    this.connection.drop();
    await this.clock.advance(after);
    this.connection.restore();
    this.box.replaceChildren();
    const { hass } = this.home;
    const card = show("card", hass);
    onRender(card, () => this.renders++);
    this.elements = [card, show("badge", hass)];
    this.box.append(...this.elements);
    await this.clock.advance(1_000);
  }

  private async set(times: number): Promise<void> {
    for (let n = 0; n < times; n++) {
      const hass = n % 100 ? this.home.unrelated() : this.home.related({ panels: { config: {} } });
      for (const element of this.elements) element.hass = hass;
      await this.elements[0]?.updateComplete;
    }
  }

  private async push(times: number): Promise<void> {
    for (let n = 0; n < times; n++) {
      this.connection.push(MESSAGES[n % MESSAGES.length]);
      this.clock.skip(APART);
      await this.elements[0]?.updateComplete;
    }
    // And more messages than are used.
    for (const message of [...MESSAGES, ...MESSAGES]) this.connection.push(message);
    await this.clock.advance(60_000);
  }

  /** Press every button: areas, evidence, forms, the list, recent changes, the shareable copy. */
  private async useAll(): Promise<void> {
    this.connection.push(atRisk.admin);
    await this.clock.advance(1_000);
    for (const tile of this.found(".tile")) {
      await this.press(tile);
      for (const row of this.found(".inside summary")) await this.press(row);
      for (const button of this.found(".inside button:not(.close)")) await this.press(button);
    }
    for (const what of [".admin button", ".all summary", ".all button:not(.close)"])
      for (const button of this.found(what)) await this.press(button);
  }

  private async press(button: HTMLElement): Promise<void> {
    button.click();
    await this.clock.advance(0);
  }

  private found(selector: string): HTMLElement[] {
    return [...(this.elements[0]?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  }

  /** Leave the view and come back, soon or late. */
  private async away(): Promise<void> {
    for (const wait of [1_000, LONG]) {
      this.box.replaceChildren();
      await this.clock.advance(wait);
      this.box.append(...this.elements);
      await this.clock.advance(0);
      for (const element of this.elements) await drawn(element);
    }
  }
}
