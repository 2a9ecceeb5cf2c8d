/** A stand-in for Home Assistant's own `ha-card`, with its styles: all that the card uses of it. */
const STYLE = `
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color, #e0e0e0));
    border-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg));
    background: var(--ha-card-background, var(--card-background-color, white));
    box-shadow: var(--ha-card-box-shadow, none);
    color: var(--primary-text-color);
  }
`;

class HaCard extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(document.createElement("slot"));
  }
}

export function defineHaCard(): void {
  customElements.define("ha-card", HaCard);
}
