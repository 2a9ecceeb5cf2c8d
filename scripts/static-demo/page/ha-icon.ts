/** A stand-in for Home Assistant's own `ha-icon`: all that the card uses of it. */
declare const ICON_PATHS: Record<string, string>;

const SVG = "http://www.w3.org/2000/svg";
const STYLE = `
  :host {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    fill: currentcolor;
  }
  svg {
    width: var(--mdc-icon-size, 24px);
    height: var(--mdc-icon-size, 24px);
  }
`;

class HaIcon extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const icon = document.createElementNS(SVG, "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICON_PATHS[this.getAttribute("icon") ?? ""] ?? "");
    icon.append(path);
    root.append(icon);
  }
}

export function defineHaIcon(): void {
  customElements.define("ha-icon", HaIcon);
}
