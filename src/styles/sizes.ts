/**
 * What changes at both scales where the card is small. The host says in its attribute `size` how large it
 * is (element/size.ts), and in `without` what has no room on it (element/room.ts).
 */
import { css } from "lit";

export const sizes = css`
  :host([scale]:not([size~="w280"])) .body {
    --pad: 4px;
    --hero-pad: 6px 8px;
    --hero-gap: 8px;
    --word: 1.43em;
    --name: 0.86em;
    --count: 0.86em;
    --meta: 0.86em;
    --columns: 1;
  }
  /* One row of the grid: as a tile. */
  :host([scale][size~="low100"]) .body {
    --pad: 0;
    --hero-pad: 0 10px;
    --hero-gap: 10px;
    --word: 0.86em;
    --name: 1em;
    --name-weight: 500;
    --count: 0.86em;
    --hero-shape: 3;
  }
  /* The state and the counts on one line, below the name. */
  :host([scale][size~="low100"]) .hero > .text {
    display: flex;
    align-items: baseline;
    gap: 0 8px;
  }
  :host([size~="low100"]) h2 {
    display: contents;
  }
  :host([size~="low100"]) .name {
    flex: 1 0 100%;
  }
  :host([size~="low100"]) .word {
    max-width: 100%;
  }
  :host([scale][size~="low100"]) .counts {
    flex: 0 1 auto;
    margin: 0;
  }
  :host([size~="low100"]) .hero-only .hero {
    justify-content: flex-start;
  }
  :host([scale]:not([size~="w160"])) .body {
    --pad: 0;
    --hero-pad: 1px;
    --hero-gap: 4px;
    --word: 1em;
    --hero-shape: 2;
    --name: 0.72em;
    --count: 0.72em;
  }
  :host([size~="low100"]) .hero,
  :host(:not([size~="w160"])) .hero {
    border: 0;
    border-radius: 0;
  }
  :host(:not([size~="w160"])) .name {
    overflow-wrap: normal;
  }
  :host([scale][size~="tower"]) .body {
    --hero-shape: 2.2;
  }
  /* The shape above the state. */
  :host(:not([size~="w160"])) .hero,
  :host([size~="tower"]) .hero {
    flex-direction: column;
    justify-content: center;
    text-align: center;
  }
  :host([scale]:not([size~="w160"])) .hero > .text,
  :host([scale][size~="tower"]) .hero > .text {
    display: block;
    flex: none;
    width: 100%;
  }
  :host(:not([size~="w160"])) .counts,
  :host([size~="tower"]) .counts {
    justify-content: center;
  }
  :host([scale]:not([size~="w160"])) .facts,
  :host([scale][size~="tower"]) .facts {
    text-align: center;
  }
  /* The state alone. */
  :host([without~="rest"][size~="w280"]:not([size~="low100"])) .body {
    --word: 2.3em;
    --count: 1em;
    --hero-shape: 1.8;
  }
  :host([without~="rest"]) .body > :not(.hero),
  :host([size~="low100"]) .bar,
  :host(:not([size~="w160"])) .bar,
  :host([without~="tiles"]) .tiles,
  :host([without~="head"]) .head,
  :host([without~="device"]) .device,
  :host([without~="device"]) .reload,
  :host([without~="lines"]) .line,
  :host([without~="facts"]) .facts,
  :host([without~="facts"]) .hint,
  :host([without~="note"]) .note,
  :host([without~="name"]) .name {
    display: none;
  }
  :host([without~="tight"]) .body {
    --row: 44px;
    --gap: 6px;
  }
  :host([without~="long"]) .word {
    font-size: max(0.72em, calc(var(--word) * 0.78));
  }
  :host([without~="longest"]) .word {
    font-size: max(0.72em, calc(var(--word) * 0.58));
    overflow-wrap: anywhere;
  }
  .figure::before {
    content: attr(data-figure);
  }
  .figure,
  :host([without~="counts"]) .counts,
  :host([without~="more"]) .counts li + li,
  :host([without~="words"]) li + li .words,
  :host([without~="first"]) .words {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :host([without~="words"]) li + li .figure,
  :host([without~="first"]) .figure {
    position: static;
    width: auto;
    height: auto;
    clip-path: none;
  }
  :host([without~="tiles"]) .hero,
  :host([without~="rest"]) .hero {
    flex: 1 0 auto;
  }
`;
