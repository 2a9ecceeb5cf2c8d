/**
 * Styles of the card. They are complete without color-mix(), which only improves them in newer browsers.
 * Sizes follow the card's own width, never the window's, and all font sizes are relative to the card's,
 * which follows the user's font scale.
 */
import { css } from "lit";
import { controlStyles } from "./controls.js";
import { dashboard } from "./dashboard.js";
import { detailStyles } from "./details.js";
import { glanceStyles } from "./glance.js";
import { listStyles } from "./list.js";
import { panelStyles } from "./panel.js";
import { pressStyles } from "./presses.js";
import { colours, shapes, visuallyHidden } from "./shapes.js";
import { sizes } from "./sizes.js";
import { startStyles } from "./start-here.js";
import { wall } from "./wall.js";

const frame = css`
  :host {
    display: block;
    height: 100%;
  }
  /* In picture-elements, where a place has no size. */
  :host(.element) {
    width: min(384px, 90%);
    height: auto;
  }
  ha-card {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100%;
    overflow: hidden;
    background: var(--ha-card-background, var(--paper));
    font-size: calc(14px * var(--ha-font-size-scale, 1));
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  /* A panel view is as high as its content, but at least as the window: the content must not count. */
  :host([panel]) ha-card {
    contain: size;
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--pad);
    min-height: 0;
    padding: var(--pad);
    overflow: hidden auto;
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
  pressStyles,
  detailStyles,
  controlStyles,
  panelStyles,
  listStyles,
  startStyles,
  dashboard,
  wall,
  sizes,
];
