/** The look of the glance: shapes, hero, tiles. */
import { css } from "lit";

export const glanceStyles = css`
  .ok {
    --c: var(--ok);
  }
  .warn {
    --c: var(--warn);
  }
  .fail {
    --c: var(--fail);
  }
  .unknown,
  .none,
  .wait,
  .clock,
  .cut {
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
  .glyph .fill {
    fill: var(--c);
    stroke-width: 1.6;
  }
  .glyph .mark {
    stroke: var(--on, var(--paper));
    stroke-width: 2.6;
  }
  .glyph .ring {
    stroke-dasharray: 3.6 2.56;
    stroke-linecap: butt;
  }
  .hero,
  .tile {
    display: flex;
    align-items: center;
    box-sizing: border-box;
    border: 2px dashed var(--c);
    border-radius: 12px;
  }
  .hero {
    gap: 16px;
    padding: 16px;
  }
  .alone .hero {
    flex: 1;
  }
  .hero.fail {
    border: 2px solid var(--alarm);
    background: var(--alarm);
    color: var(--on-alarm);
  }
  .hero.fail .glyph {
    --c: var(--on-alarm);
    --on: var(--alarm);
  }
  .hero > .glyph {
    font-size: calc(var(--hero-glyph) * var(--scale));
  }
  .title,
  .word,
  .label,
  .value {
    display: block;
  }
  .title,
  .meta {
    font-size: calc(var(--meta) * var(--scale));
    line-height: 1.35;
  }
  .word {
    font-size: calc(var(--word) * var(--scale));
    font-weight: 700;
    letter-spacing: -0.01em;
    line-height: 1.05;
  }
  .counts,
  .counts li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 16px;
  }
  .counts {
    margin-top: 4px;
    font-size: calc(var(--count) * var(--scale));
    line-height: 1.3;
  }
  .counts li {
    gap: 6px;
  }
  .counts .glyph {
    font-size: 1.1em;
  }
  .meta {
    margin-top: 4px;
  }
  .tiles {
    display: grid;
    flex: 1 0 auto;
    grid-auto-flow: dense;
    grid-auto-rows: minmax(72px, 1fr);
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    gap: var(--gap);
  }
  .tiles.open {
    flex: none;
    grid-auto-rows: auto;
  }
  .tile {
    gap: 12px;
    min-width: 0;
    min-height: 72px;
    margin: 0;
    padding: 10px 12px;
    scroll-margin-top: 72px; /* below the toolbar of the page */
    border-color: transparent;
    background: rgba(127, 127, 127, 0.1);
    color: inherit;
    font: inherit;
    flex-direction: var(--stack);
    justify-content: center;
    text-align: var(--align);
  }
  .tile .text {
    flex: 0 1 auto;
    width: 100%;
  }
  button.tile {
    cursor: pointer;
  }
  .hero.ok,
  .hero.warn,
  .tile.warn,
  .tile.fail {
    border-style: solid;
    border-color: var(--c);
    background: var(--paper);
    background: color-mix(in srgb, var(--c) 12%, var(--paper));
  }
  .tile.fail {
    border-width: 4px;
  }
  .tile.unknown {
    border-color: var(--c);
    background: none;
  }
  .tile[aria-expanded="true"] {
    box-shadow: 0 0 0 3px var(--focus);
  }
  .tile .glyph {
    font-size: calc(var(--tile-glyph) * var(--scale));
  }
  .label {
    color: var(--quiet);
    font-size: calc(var(--label) * var(--scale));
    line-height: 1.25;
  }
  .value {
    font-size: calc(var(--value) * var(--scale));
    font-weight: 600;
    line-height: 1.15;
  }
  .unknown .value,
  .none .value {
    font-style: italic;
    font-weight: 400;
  }
  @media (forced-colors: active) {
    .glyph {
      --c: CanvasText;
      --on: Canvas;
    }
  }
`;
