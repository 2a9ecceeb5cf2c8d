/** A card that exceeds every limit, to show that the bench detects it. */
import { LitElement, html, type PropertyValues, type TemplateResult } from "lit";
import type { FakeConnection } from "../card/builders.js";

/** References that are never released. */
const kept: unknown[] = [];
/** Not supported by the oldest browsers. */
const LOOKBEHIND = /(?<=secur)ity/;
const ELSEWHERE: string = "data:text/javascript,0";

class CarelessCard extends LitElement {
  static override properties = { hass: { attribute: false }, echo: { attribute: false } };
  declare hass?: { connection: FakeConnection };
  echo = 0;
  #opened = 10;

  setConfig(): void {
    kept.push(LOOKBEHIND, import(ELSEWHERE));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.hass?.connection.subscribeMessage(() => undefined, {});
    window.addEventListener("resize", () => this.requestUpdate());
    setInterval(() => {
      this.requestUpdate();
      requestAnimationFrame(() => undefined);
    }, 1_000);
  }

  /** Render twice for every change. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has("hass")) kept.push(this.hass, this.echo++);
  }

  protected override render(): TemplateResult {
    const press = (): void => {
      this.#opened++;
      this.requestUpdate();
    };
    const tiles = Array.from({ length: this.#opened }, () => "tile");
    return html`${tiles.map((tile) => html`<button class="tile" @click=${press}>${tile}</button>`)}`;
  }
}

customElements.define("security-posture-card", CarelessCard);
customElements.define("security-posture-badge", class extends CarelessCard {});
