/**
 * Sizes at the dashboard's scale: those of Home Assistant's own tiles, so that the card can stand
 * beside them. They are also the base that styles/wall.ts enlarges.
 */
import { css } from "lit";

export const dashboard = css`
  .body {
    --pad: 8px;
    --gap: 8px;
    --row: 48px;
    --frame: 1px;
    --alert-frame: 1px;
    --corner: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    --hero-pad: 6px 12px;
    --hero-gap: 12px;
    --name: 0.86em;
    --word: 1.715em;
    --hero-shape: 1.667;
    --count: 0.86em;
    --tile-gap: 10px;
    --tile-pad: 0 10px;
    --label: 1em;
    --label-weight: 500;
    --value: 0.86em;
    --value-weight: 400;
    --shape: 36px;
    --read: 1em;
    --columns: 2;
    --stack: row;
    --align: start;
    --long-value: none;
    --short-value: inline;
  }
  :host([size~="w440"]) .body {
    --long-value: inline;
    --short-value: none;
  }
  :host([size~="w720"]) .body {
    --columns: 4;
    --long-value: none;
    --short-value: inline;
  }
  :host(:not([size~="w360"])) .body {
    --tile-pad: 0 6px;
    --tile-gap: 6px;
    --shape: 30px;
  }
  :host(:not([size~="w320"])) .body {
    --columns: 1;
    --long-value: inline;
    --short-value: none;
  }
  /* The facts stand beside the state, wrapped if need be: the hero is as high without them. */
  :host([scale="dashboard"]) .hero > .text {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 12px;
  }
  h2 {
    flex: none;
    max-width: 100%;
  }
  .counts,
  .note {
    flex: 1 0 100%;
    order: 1;
  }
  :host([scale="dashboard"]) .facts {
    flex: 1 1 6em;
    text-align: end;
  }
  .sign {
    position: relative;
    display: flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: var(--shape);
    height: var(--shape);
  }
  ha-icon {
    display: flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
    border-radius: 50%;
    background: rgba(127, 127, 127, 0.12);
    background: color-mix(in srgb, var(--c) 16%, transparent);
    color: var(--c);
    --mdc-icon-size: calc(var(--shape) * 0.667);
  }
  .warn ha-icon,
  .fail ha-icon {
    background: var(--paper);
  }
  ha-icon:not(:defined) {
    display: none;
  }
  .sign .glyph {
    font-size: var(--shape);
  }
  /* As Home Assistant's badge of a tile. */
  :host([scale="dashboard"]) ha-icon:defined + .glyph {
    position: absolute;
    top: -3px;
    right: 0;
    left: 0;
    margin-inline-start: auto;
    margin-inline-end: -3px;
    font-size: 16px;
  }
  /* At the head of the list instead. */
  :host([scale="dashboard"]) .admin > .text {
    display: none;
  }
  :host([scale="dashboard"]) .head,
  :host([scale="dashboard"]) .buttons {
    font-size: 0.93em;
  }
  :host([scale="dashboard"]) .start > .quiet {
    line-height: 1.1;
  }
  :host([scale="dashboard"]) .start li {
    margin-top: 2px;
  }
  :host([scale="dashboard"]:not([size~="w440"])) .buttons {
    gap: 6px;
    --button-pad: 8px;
  }
  :host([scale="dashboard"]) .head .plain,
  :host([scale="dashboard"]) .buttons .plain {
    min-height: 40px;
    padding: 4px var(--button-pad, 10px);
  }
`;
