/** Styles of the frame around what is opened: in the flow, or over a card of fixed height. */
import { css } from "lit";

export const panelStyles = css`
  .sheet,
  .all {
    grid-column: 1 / -1;
    min-width: 0;
    font-size: var(--read);
  }
  .sheet-head {
    position: sticky;
    z-index: 1;
    top: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 48px;
    border-bottom: 1px solid var(--divider-color, #e0e0e0);
    background: var(--ha-card-background, var(--paper));
  }
  .sheet-head h3 {
    margin: 0;
    padding: 2px 6px;
    border-radius: 6px;
    outline-width: 2px;
    outline-offset: 0;
  }
  .sheet-head .glyph {
    font-size: 1.5em;
  }
  /* Where the page scrolls, a container that does not would hold the head back. */
  :host(:not([fixed])) ha-card,
  :host(:not([fixed])) .body {
    overflow: visible;
  }
  :host(:not([fixed])) .sheet-head {
    top: var(--header-height, 0); /* the toolbar of the page */
  }
  :host([fixed]) ha-card {
    position: relative;
  }
  :host([fixed]) .covered {
    overflow: hidden;
    visibility: hidden;
  }
  :host([fixed]) .sheet {
    position: absolute;
    z-index: 2;
    top: 0;
    left: 0;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    padding: 0 var(--pad) var(--pad);
    overflow: hidden auto;
    background: var(--ha-card-background, var(--paper));
    visibility: visible;
  }
`;
