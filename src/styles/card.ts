/**
 * Styles of the card. They are complete without container queries and color-mix(), which only improve
 * them in newer browsers. Sizes follow the card's own width, never the window's, and all font sizes
 * are relative to the card's, which follows the user's font scale.
 */
import { css } from "lit";
import { controlStyles } from "./controls.js";
import { detailStyles } from "./details.js";
import { glanceStyles } from "./glance.js";
import { listStyles } from "./list.js";
import { panelStyles } from "./panel.js";
import { colours, shapes, visuallyHidden } from "./shapes.js";
import { startStyles } from "./start-here.js";
import { sizes, sizesByAttribute } from "./sizes.js";

const frame = css`
  :host {
    display: block;
    height: 100%;
    --alarm: var(--ha-color-fill-danger-loud-resting, #b30532);
    --on-alarm: var(--ha-color-on-danger-loud, #fff);
  }
  ha-card {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100%;
    overflow: hidden;
    background: var(--ha-card-background, var(--paper));
    font-size: calc(16px * var(--ha-font-size-scale, 1));
    line-height: 1.35;
    overflow-wrap: anywhere;
    container-type: inline-size;
  }
  :host([panel]) ha-card,
  :host([fixed]) ha-card {
    container-type: size;
    min-height: 120px; /* two rows: in a preview nothing else gives it a height */
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--pad);
    min-height: 0;
    padding: var(--pad);
    overflow: hidden auto;
    --pad: 12px;
    --gap: 8px;
    --row: 72px;
    --hero-pad: 12px 16px;
    --word: 2.75em;
    --hero-shape: 1.3;
    --count: 1.15em;
    --meta: 1em;
    --tile-gap: 12px;
    --tile-shape: 2;
    --tile-pad: 8px 12px;
    --value: 1.25em;
    --read: 1em;
    --columns: 2;
    --stack: row;
    --align: start;
    --long-value: none;
    --short-value: inline;
  }
  h2,
  h3,
  h4,
  p,
  ul {
    margin: 0;
    padding: 0;
    font-size: inherit;
    font-weight: inherit;
    list-style: none;
  }
  .text {
    flex: 1;
    min-width: 0;
  }
  .quiet {
    color: var(--quiet);
  }
  .bar {
    padding: 10px 16px;
    background: var(--quiet);
    color: var(--paper);
    font-weight: 600;
  }
`;

// The order matters: sizes override the rules before them.
export const styles = [
  colours,
  shapes,
  visuallyHidden,
  frame,
  glanceStyles,
  detailStyles,
  controlStyles,
  panelStyles,
  listStyles,
  startStyles,
  sizes,
  sizesByAttribute,
];
