/** Styles of the badge: as Home Assistant's own, with the shape and colour of the state. */
import { css } from "lit";
import { colours, shapes, visuallyHidden } from "./shapes.js";

export const badgeStyles = [
  colours,
  shapes,
  visuallyHidden,
  css`
    .badge {
      display: flex;
      align-items: center;
      gap: 8px;
      box-sizing: border-box;
      min-height: 36px;
      margin: 0;
      padding: 2px 12px;
      border: 1px solid var(--ha-card-border-color, var(--divider-color, #e0e0e0));
      border-radius: 18px;
      background: var(--ha-card-background, var(--paper));
      color: inherit;
      font: inherit;
      font-size: calc(13px * var(--ha-font-size-scale, 1));
      line-height: 1.2;
      text-align: start;
    }
    button {
      min-height: 44px;
      border-radius: 22px;
      cursor: pointer;
    }
    .badge.fail,
    .badge.warn {
      border: 2px solid var(--c);
    }
    .glyph {
      font-size: 1.7em;
    }
    .name {
      display: block;
      color: var(--quiet);
      font-size: 0.8em;
    }
    .word {
      font-weight: 600;
    }
  `,
];
