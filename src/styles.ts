/**
 * The look. The plain style is complete by itself; container queries and tints only improve it
 * where the browser knows them. Sizes follow the card's own width, never the window's.
 */
import { css } from "lit";

const colours = css`
  :host {
    display: block;
    height: 100%;
    --ok: var(--ha-color-on-success-normal, #036730);
    --warn: var(--ha-color-on-warning-normal, #9d3800);
    --crit: var(--ha-color-on-danger-normal, #b30532);
    --quiet: var(--secondary-text-color, #5e5e5e);
    --paper: var(--ha-card-background, var(--card-background-color, #fff));
    --alarm: var(--ha-color-fill-danger-loud-resting, #b30532);
    --on-alarm: var(--ha-color-on-danger-loud, #fff);
    --scale: var(--ha-font-size-scale, 1);
  }
  .ok {
    --c: var(--ok);
  }
  .warn {
    --c: var(--warn);
  }
  .crit {
    --c: var(--crit);
  }
  .unknown,
  .none {
    --c: var(--quiet);
  }
  .glyph {
    display: block;
    flex: none;
    width: 1em;
    height: 1em;
  }
  .glyph .body {
    fill: var(--c);
    stroke: var(--c);
  }
  .glyph .mark {
    fill: none;
    stroke: var(--on, var(--paper));
    stroke-width: 2.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .glyph .ring,
  .glyph .line {
    fill: none;
    stroke: var(--c);
    stroke-width: 2.1;
    stroke-linecap: round;
  }
  .glyph .ring {
    stroke-dasharray: 3.6 2.56;
    stroke-linecap: butt;
  }
`;

const frame = css`
  ha-card {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100%;
    overflow: hidden auto;
    color: var(--primary-text-color, #141414);
    container-type: inline-size;
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 12px;
    padding: 12px;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h2 {
    padding: 12px 16px 0;
    font-size: calc(20px * var(--scale));
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .bar {
    padding: 10px 16px;
    background: var(--quiet);
    color: var(--paper);
    font-size: calc(18px * var(--scale));
    font-weight: 600;
  }
  .quiet {
    color: var(--quiet);
  }
`;

const hero = css`
  .hero {
    display: flex;
    align-items: center;
    gap: 16px;
    padding: 16px;
    border: 2px solid var(--c);
    border-radius: 12px;
    background: var(--paper);
    background: color-mix(in srgb, var(--c) 12%, var(--paper));
  }
  .hero.unknown {
    border-style: dashed;
    background: none;
  }
  .hero.crit {
    border-color: var(--alarm);
    background: var(--alarm);
    color: var(--on-alarm);
  }
  .hero.crit .glyph,
  .hero.crit li {
    --c: var(--on-alarm);
    --on: var(--alarm);
  }
  .hero > .glyph {
    font-size: calc(64px * var(--scale));
  }
  .said {
    min-width: 0;
    flex: 1;
  }
  .word {
    font-size: calc(40px * var(--scale));
    font-weight: 700;
    letter-spacing: -0.01em;
    line-height: 1.05;
    overflow-wrap: break-word;
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    margin: 6px -8px 0;
    font-size: calc(18px * var(--scale));
    line-height: 1.3;
  }
  .counts li {
    display: flex;
    align-items: center;
    margin: 0 8px;
  }
  .counts .glyph {
    margin-inline-end: 6px;
    font-size: 1.1em;
  }
  .note,
  .score,
  .age {
    margin-top: 4px;
    font-size: calc(16px * var(--scale));
    line-height: 1.3;
  }
  .age {
    color: var(--quiet);
  }
  .hero.crit .age {
    color: inherit;
  }
`;

const tiles = css`
  .tiles {
    display: grid;
    flex: 1;
    grid-auto-rows: minmax(72px, auto);
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
  }
  .tiles li {
    display: flex;
  }
  .tile {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 12px;
    box-sizing: border-box;
    min-width: 0;
    margin: 0;
    padding: 10px 12px;
    border: 2px solid transparent;
    border-radius: 12px;
    background: rgba(127, 127, 127, 0.1);
    color: inherit;
    font: inherit;
    text-align: start;
  }
  button {
    cursor: pointer;
  }
  .tile.warn,
  .tile.crit {
    border-color: var(--c);
    background: var(--paper);
    background: color-mix(in srgb, var(--c) 12%, var(--paper));
  }
  .tile.crit {
    border-width: 4px;
    padding: 8px 10px;
  }
  .tile.unknown {
    border: 2px dashed var(--c);
    background: none;
  }
  .tile[aria-expanded="true"] {
    box-shadow: 0 0 0 3px var(--primary-color, #009ac7);
  }
  :focus-visible {
    outline: 3px solid var(--primary-color, #009ac7);
    outline-offset: 2px;
  }
  .tile .glyph {
    font-size: calc(36px * var(--scale));
  }
  .text {
    min-width: 0;
  }
  .label,
  .value {
    display: block;
    overflow-wrap: anywhere;
  }
  .label {
    color: var(--quiet);
    font-size: calc(15px * var(--scale));
    line-height: 1.25;
  }
  .value {
    font-size: calc(20px * var(--scale));
    font-weight: 600;
    line-height: 1.15;
  }
  .tile.unknown .value,
  .tile.none .value {
    font-style: italic;
    font-weight: 400;
  }
`;

const details = css`
  .tools,
  .links {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }
  .plain {
    min-height: 44px;
    padding: 0 12px;
    border: 1px solid var(--divider-color, #e0e0e0);
    border-radius: 8px;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
  }
  .plain[disabled] {
    cursor: default;
    opacity: 0.6;
  }
  .area h3 {
    margin: 8px 0 4px;
    font-size: calc(18px * var(--scale));
    font-weight: 500;
  }
  .check {
    display: flex;
    gap: 12px;
    padding: 12px 0;
    border-top: 1px solid var(--divider-color, #e0e0e0);
    font-size: calc(15px * var(--scale));
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  .check > .glyph {
    margin-top: 2px;
    font-size: calc(24px * var(--scale));
  }
  .check h4 {
    font-size: calc(16px * var(--scale));
    font-weight: 600;
  }
  dt {
    margin-top: 8px;
    color: var(--quiet);
    font-size: calc(13px * var(--scale));
  }
  a {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    color: var(--primary-text-color, #141414);
    font-weight: 500;
  }
  .evidence {
    margin-top: 8px;
  }
  .evidence li {
    padding: 4px 0;
  }
  .evidence bdi {
    font-weight: 600;
  }
`;

const sizes = css`
  :host([layout="panel"]) ha-card {
    container-type: size;
  }
  @container (max-width: 279.98px) {
    .body {
      padding: 8px;
    }
    .hero {
      flex: 1;
      flex-direction: column;
      justify-content: center;
      gap: 6px;
      padding: 8px;
      text-align: center;
    }
    .said {
      flex: none;
      max-width: 100%;
    }
    .word {
      font-size: calc(28px * var(--scale));
    }
    .counts {
      justify-content: center;
    }
    .age,
    .score,
    .note,
    .tiles,
    .tools,
    .exposure,
    .area {
      display: none;
    }
  }
  @container (max-width: 149.98px) {
    .hero > .glyph {
      font-size: calc(44px * var(--scale));
    }
    .word {
      font-size: calc(17px * var(--scale));
    }
    .counts {
      display: none;
    }
  }
  @container (min-width: 560px) {
    .hero > .glyph {
      font-size: calc(88px * var(--scale));
    }
    .word {
      font-size: calc(60px * var(--scale));
    }
    .counts {
      font-size: calc(22px * var(--scale));
    }
    .tile {
      gap: 18px;
      padding: 14px 18px;
    }
    .tile.crit {
      padding: 12px 16px;
    }
    .tile .glyph {
      font-size: calc(56px * var(--scale));
    }
    .label {
      font-size: calc(22px * var(--scale));
    }
    .value {
      font-size: calc(28px * var(--scale));
    }
  }
  @container (min-width: 900px) {
    .body {
      gap: 16px;
      padding: 16px;
    }
    .hero {
      gap: 28px;
      padding: 20px 28px;
    }
    .hero > .glyph {
      font-size: calc(128px * var(--scale));
    }
    .word {
      font-size: calc(92px * var(--scale));
    }
    .counts {
      font-size: calc(30px * var(--scale));
    }
    .note,
    .score,
    .age {
      font-size: calc(20px * var(--scale));
    }
    .tiles {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 12px;
    }
    .tile {
      flex-direction: column;
      justify-content: center;
      gap: 6px;
      padding: 10px 8px;
      text-align: center;
    }
    .tile.crit {
      padding: 8px 6px;
    }
    .tile .glyph {
      font-size: calc(72px * var(--scale));
    }
    .text {
      width: 100%;
    }
    .label {
      font-size: calc(26px * var(--scale));
    }
    .value {
      font-size: calc(34px * var(--scale));
    }
  }
  @container (min-width: 560px) and (max-width: 899.98px) and (min-height: 900px) {
    .hero > .glyph {
      font-size: calc(120px * var(--scale));
    }
    .word {
      font-size: calc(84px * var(--scale));
    }
    .counts {
      font-size: calc(28px * var(--scale));
    }
    .tile .glyph {
      font-size: calc(80px * var(--scale));
    }
    .label {
      font-size: calc(28px * var(--scale));
    }
    .value {
      font-size: calc(36px * var(--scale));
    }
  }
  @container (min-width: 900px) and (max-height: 680px) {
    .body {
      gap: 8px;
      padding: 8px;
    }
    .hero {
      padding: 6px 20px;
    }
    .hero > .glyph {
      font-size: calc(88px * var(--scale));
    }
    .word {
      font-size: calc(56px * var(--scale));
    }
    .counts {
      margin-top: 0;
      font-size: calc(24px * var(--scale));
    }
    .note,
    .score,
    .age {
      margin-top: 0;
      font-size: calc(17px * var(--scale));
    }
    .tiles {
      gap: 8px;
    }
    .tile .glyph {
      font-size: calc(44px * var(--scale));
    }
    .label {
      font-size: calc(20px * var(--scale));
    }
    .value {
      font-size: calc(26px * var(--scale));
    }
  }
`;

export const styles = [colours, frame, hero, tiles, details, sizes];
