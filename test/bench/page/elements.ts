/** The elements that are compared: the built card and badge, a naive Lit card, and an empty element. */
import { LitElement, html, type TemplateResult } from "lit";
import type { Hass } from "./home.js";

/** An element as a dashboard uses it. */
export interface Shown extends HTMLElement {
  hass: unknown;
  updateComplete?: Promise<unknown>;
  setConfig(config: object): void;
}

export type Kind = "card" | "badge" | "naive" | "null";

const TAGS: Record<Kind, string> = {
  card: "security-posture-card",
  badge: "security-posture-badge",
  naive: "naive-card",
  null: "null-card",
};

/** The entities a naive card shows. */
const SHOWN = Array.from({ length: 8 }, (_, n) => `sensor.e${n}`);

/** A naive card, which renders at every `hass`. */
class NaiveCard extends LitElement {
  static override properties = { hass: { attribute: false } };
  declare hass?: Hass;

  setConfig(): void {
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<ha-card>
      <h1>${this.hass?.language}</h1>
      ${SHOWN.map((id) => {
        const entity = this.hass?.states[id];
        return html`<div class="row ${entity?.state === "on" ? "on" : "off"}">
          <span>${entity?.attributes.friendly_name}</span><span>${entity?.state}</span>
        </div>`;
      })}
    </ha-card>`;
  }
}

/** An empty element, for the cost of the measurement itself. */
class NullCard extends HTMLElement {
  hass: unknown;

  setConfig(): void {
    this.hass = undefined;
  }
}

customElements.define(TAGS.naive, NaiveCard);
customElements.define(TAGS.null, NullCard);

/** Add an element to the page as a dashboard does. */
export function show(kind: Kind, hass: unknown, config: object = {}): Shown {
  const element = document.createElement(TAGS[kind]) as Shown;
  element.setConfig({ type: `custom:${TAGS[kind]}`, ...config });
  element.hass = hass;
  document.body.append(element);
  return element;
}

/** Wait until all changes have been rendered. */
export async function drawn(element: Shown): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await element.updateComplete;
}

/** Call `heard` at every render of an element from now on. */
export function onRender(element: Shown, heard: () => void): void {
  const watched = element as unknown as { update?(changed?: unknown): void };
  const update = watched.update?.bind(element);
  watched.update = (changed) => {
    heard();
    update?.(changed);
  };
}

/** Return a function that counts the renders of an element from now on. */
export function rendersOf(element: Shown): () => number {
  let renders = 0;
  onRender(element, () => renders++);
  return () => renders;
}
