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
  }
  :host([scale]:not([size~="w160"])) .body,
  :host([scale][size~="tower"]) .body {
    --hero-pad: 2px;
    --hero-gap: 4px;
  }
  :host([scale]:not([size~="w160"])) .body {
    --pad: 2px;
    --word: 1em;
    --hero-shape: 2;
    --name: 0.72em;
  }
  /* A shape above the state: in a column, and in what is higher than wide. */
  :host([scale]:not([size~="w160"])) .hero,
  :host([scale][size~="tower"]) .hero {
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
  :host([scale]:not([size~="w160"])) .counts,
  :host([scale][size~="tower"]) .counts {
    justify-content: center;
  }
  :host([scale]:not([size~="w160"])) .facts,
  :host([scale][size~="tower"]) .facts {
    text-align: center;
  }
  :host([scale][size~="tower"]) .body {
    --hero-shape: 2.2;
  }
  /* One row of the grid: as a tile. */
  :host([scale][size~="low100"]) .body {
    --pad: 0;
    --hero-pad: 0 10px;
    --hero-gap: 10px;
    --word: 0.86em;
    --name: 1em;
    --name-weight: 500;
    --hero-shape: 3;
  }
  :host([scale][size~="low100"]:not([size~="w160"])) .body {
    --hero-pad: 0 2px;
    --hero-gap: 2px;
    --hero-shape: 2;
  }
  :host([scale][size~="low100"]) .hero {
    border: 0;
    border-radius: 0;
  }
  :host([size~="low100"]) .bar,
  :host(:not([size~="w160"])) .bar {
    display: none;
  }
  :host([form="compact"]) .body > :not(.hero),
  :host([without~="rest"]) .body > :not(.hero),
  :host([without~="tiles"]) .tiles,
  :host([without~="head"]) .head,
  :host([without~="lines"]) .admin .line,
  :host([without~="facts"]) .facts,
  :host([without~="note"]) .note,
  :host([without~="name"]) .name {
    display: none;
  }
  .figure,
  :host([without~="counts"]) .counts,
  :host([without~="more"]) li + li,
  :host([without~="words"]) li + li .words,
  :host([without~="first"]) .words {
    position: absolute;
    width: 1px;
    height: 1px;
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
  :host([form="compact"]) .hero,
  :host([without~="tiles"]) .hero,
  :host([without~="rest"]) .hero {
    flex: 1 0 auto;
  }
`;
