/**
 * Sizes at the wall's scale: the state is legible from three metres, values from half of that. The size
 * of a shape follows the text beside it, so that only texts have sizes.
 */
import { css } from "lit";

export const wall = css`
  :host([scale="wall"]) ha-card {
    font-size: calc(16px * var(--ha-font-size-scale, 1));
  }
  :host([scale="wall"]) .body {
    --pad: 12px;
    --row: 72px;
    --frame: 2px;
    --alert-frame: 4px;
    --corner: 12px;
    --hero-pad: 12px 16px;
    --hero-gap: 16px;
    --word: 2.75em;
    --hero-shape: 1.3;
    --count: 1.15em;
    --name: 1em;
    --tile-gap: 12px;
    --tile-pad: 8px 12px;
    --shape: calc(var(--value) * 2);
    --value: 1.25em;
    --value-weight: 600;
    --label: calc(var(--value) * 0.76);
    --label-weight: 400;
    --columns: 2;
  }
  :host([scale="wall"]) ha-icon {
    display: none;
  }
  :host([scale="wall"]) .tile.fail {
    --frame: 4px;
  }
  :host([scale="wall"]:not([size~="w440"])) .body {
    --word: 2.6em;
    --tile-pad: 8px;
    --tile-gap: 8px;
    --shape: calc(var(--value) * 1.6);
  }
  :host([scale="wall"]:not([size~="w360"])) .body {
    --word: 2em;
    --columns: 1;
  }
  :host([scale="wall"][size~="w560"]) .body {
    --word: 4.4em;
    --count: 1.4em;
    --value: 1.75em;
    --tile-pad: 12px 18px;
    --tile-gap: 18px;
    --long-value: inline;
    --short-value: none;
  }
  :host([scale="wall"][size~="w560"][size~="tall900"]) .body {
    --word: 5.5em;
    --count: 1.75em;
    --name: 1.25em;
    --value: 2.25em;
  }
  :host([scale="wall"][size~="w900"]) .body {
    --gap: 12px;
    --hero-pad: 8px 28px;
    --word: 5.75em;
    --count: 1.9em;
    --name: 1.25em;
    --value: 2.1em;
    --read: 1.1em;
    --columns: 4;
    --stack: column;
    --align: center;
    --tile-pad: 4px 8px;
    --tile-gap: 2px;
  }
  :host([scale="wall"][size~="w900"]) .bar {
    font-size: 1.25em;
  }
  :host([scale="wall"][size~="w640"][size~="low680"]) .body {
    --pad: 10px;
    --gap: 8px;
    --hero-pad: 4px 20px;
    --word: 4.4em;
    --count: 1.5em;
    --name: 1.05em;
    --value: 1.5em;
    --read: 1em;
    --columns: 4;
    --stack: column;
    --align: center;
    --tile-pad: 4px 8px;
    --tile-gap: 2px;
    --long-value: none;
    --short-value: inline;
  }
  :host([scale="wall"][size~="low520"]:not([size~="w640"])) .body {
    --pad: 8px;
    --gap: 6px;
    --row: 48px;
    --hero-pad: 4px 12px;
    --word: 2.1em;
    --tile-pad: 0 8px;
    --tile-gap: 8px;
  }
`;
