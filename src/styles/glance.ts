/** Styles of the glance: hero and tiles. */
import { css } from "lit";

export const glanceStyles = css`
  .hero,
  .tile {
    display: flex;
    align-items: center;
    box-sizing: border-box;
    border: var(--frame) dashed var(--c);
    border-radius: var(--corner);
  }
  .hero {
    position: relative;
    flex: none;
    gap: var(--hero-gap);
    padding: var(--hero-pad);
  }
  .hero-only .hero {
    flex: 1;
    justify-content: center;
  }
  .hero-only .hero > .text {
    flex: 0 1 auto;
  }
  .cover {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    height: 100%;
    border: 0;
    border-radius: inherit;
    background: none;
    cursor: pointer;
  }
  .hero.fail:not(.provisional) {
    border: var(--frame) solid var(--alarm);
    background: var(--alarm);
    color: var(--on-alarm);
  }
  .hero.fail:not(.provisional) .glyph {
    --c: var(--on-alarm);
    --on: var(--alarm);
  }
  .hero > .glyph {
    font-size: calc(var(--word) * var(--hero-shape));
  }
  .name,
  .word,
  .label,
  .value {
    display: block;
  }
  .name {
    font-size: var(--name);
    font-weight: var(--name-weight, 400);
    line-height: 1.25;
  }
  .word {
    font-size: var(--word);
    font-weight: 700;
    line-height: 1.1;
    overflow-wrap: normal;
  }
  .counts,
  .counts li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 6px;
  }
  .counts {
    column-gap: 16px;
    margin-top: 4px;
    font-size: var(--count);
  }
  .counts .glyph {
    font-size: 1.1em;
  }
  /* The last known state is grey: green is for the current one. */
  .outdated .glyph {
    --c: var(--quiet);
  }
  .meta {
    margin-top: 4px;
    font-size: var(--name);
  }
  .tiles {
    display: grid;
    flex: 1 0 auto;
    grid-auto-flow: dense;
    /* Each as high as its own tiles: what is opened between them must not resize them. */
    grid-auto-rows: minmax(var(--row), auto);
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    align-content: start;
    gap: var(--gap);
  }
  :host([fixed]) .tiles {
    grid-auto-rows: minmax(var(--row), 1fr);
    align-content: stretch;
  }
  .tile {
    gap: var(--tile-gap);
    min-width: 0;
    min-height: var(--row);
    margin: 0;
    padding: var(--tile-pad);
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
    background: color-mix(in srgb, var(--c) 10%, var(--paper));
  }
  .tile.unknown {
    border-color: var(--c);
    background: none;
  }
  .label {
    font-size: var(--label);
    font-weight: var(--label-weight);
    line-height: 1.25;
  }
  .value {
    font-size: var(--value);
    font-weight: var(--value-weight);
    line-height: 1.15;
    text-wrap: balance; /* no line of "h" or "days" alone */
  }
  .long-value {
    display: var(--long-value);
  }
  .short-value {
    display: var(--short-value);
  }
  .unknown .value,
  .none .value {
    font-style: italic;
    font-weight: 400;
  }
  .hero.provisional {
    border-style: dashed;
    border-width: var(--alert-frame);
    background: none;
  }
  .provisional > .glyph .outline {
    fill: none;
  }
  .provisional > .glyph .mark {
    stroke: var(--c);
  }
  .provisional .note,
  .hero-only .note {
    font-size: var(--count);
  }
`;
