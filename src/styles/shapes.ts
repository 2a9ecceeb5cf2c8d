/** Styles of both elements: the colours of the states, the shapes, texts for screen readers only. */
import { css } from "lit";

export const colours = css`
  :host {
    --ok: var(--ha-color-on-success-normal, #036730);
    --warn: var(--ha-color-on-warning-quiet, #c94e00);
    --fail: var(--ha-color-on-danger-normal, #b30532);
    --quiet: var(--secondary-text-color, #5e5e5e);
    --ink: var(--primary-text-color, #141414);
    --paper: var(--card-background-color, #fff);
    --alarm: var(--fail);
    --on-alarm: var(--ha-color-on-danger-loud, #fff);
    color: var(--ink);
  }
  /* As far from each other, but legible on gray cards as well. */
  @supports (color: color-mix(in srgb, red, red)) {
    :host {
      --warn: color-mix(in srgb, var(--ha-color-on-warning-quiet, #c94e00) 90%, #000);
      --fail: color-mix(in srgb, var(--ha-color-on-danger-normal, #b30532) 90%, #000);
    }
  }
  /* Most dark themes keep the tokens above of a light page. */
  :host([dark]) {
    --ok: #7d9;
    --warn: #fc5;
    --fail: #fa9;
    --quiet: #ccc;
    --alarm: var(--ha-color-fill-danger-loud-resting, #b30532);
  }
  :host :focus-visible {
    outline: 3px solid var(--ink);
    outline-offset: 2px;
  }
`;

export const shapes = css`
  .ok {
    --c: var(--ok);
  }
  .warn {
    --c: var(--warn);
  }
  .fail {
    --c: var(--fail);
  }
  .dim {
    --c: var(--quiet);
  }
  .glyph {
    display: block;
    flex: none;
    width: 1em;
    height: 1em;
    fill: none;
    stroke: var(--c);
    stroke-linecap: round;
    stroke-linejoin: round;
    stroke-width: 2.1;
  }
  .outline {
    fill: var(--c);
    stroke-width: 1.6;
  }
  .mark {
    stroke: var(--on, var(--paper));
    stroke-width: 2.6;
  }
  .glyph.dim > * {
    fill: none;
    stroke: inherit;
    stroke-width: inherit;
  }
  .glyph.dim .outline {
    stroke-dasharray: 3.6 2.56;
    stroke-linecap: butt;
  }
  @media (forced-colors: active) {
    .glyph {
      --c: CanvasText !important;
      --on: Canvas !important;
    }
  }
`;

export const visuallyHidden = css`
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
