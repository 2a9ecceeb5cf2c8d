/**
 * What changes at both scales where the card is small. The host says in its attribute `size` how large it
 * is (element/size.ts), and in `without` what has no room on it (element/room.ts).
 */
import { css } from "lit";

export const sizes = css`
  :host([scale][size~="narrow"]) .body {
    --pad: 4px;
    --hero-pad: 6px 8px;
    --hero-gap: 8px;
    --word: 1.43em;
    --columns: 1;
  }
  /* One row of the grid: as a tile. */
  :host([scale][size~="row"]) .body {
    --pad: 0;
    --hero-pad: 0 10px;
    --hero-gap: 10px;
    --word: 0.86em;
    --name: 1em;
    --name-weight: 500;
    --hero-shape: 3;
  }
  :host([scale][size~="mini"]) .body {
    --pad: 0;
    --hero-pad: 1px;
    --hero-gap: 4px;
    --word: 1em;
    --hero-shape: 2;
    --name: 0.72em;
    --count: 0.72em;
  }
  /* The state and the counts on one line, below the name. */
  :host([size~="row"]) h2 {
    display: contents;
  }
  :host([size~="row"]) .name {
    flex: 1 0 100%;
  }
  :host([size~="row"]) .word {
    max-width: 100%;
  }
  :host([scale][size~="row"]) .counts {
    flex: 0 1 auto;
    margin: 0;
  }
  :host([size~="row"]) .hero-only .hero {
    justify-content: flex-start;
  }
  :host([size~="bare"]) .hero {
    border: 0;
    border-radius: 0;
  }
  :host([size~="mini"]) .name {
    overflow-wrap: normal;
  }
  :host([size~="stack"]) .hero {
    flex-direction: column;
    justify-content: center;
    text-align: center;
  }
  :host([scale][size~="stack"]) .hero > .text {
    display: block;
    flex: none;
    width: 100%;
  }
  :host([size~="stack"]) .counts {
    justify-content: center;
  }
  :host([scale][size~="narrow"]) .facts {
    flex: 1 0 100%;
    order: 1;
    text-align: inherit;
  }
  /* The state alone. */
  :host([without~="tiles"][size~="w440"]) .body,
  :host([without~="rest"]:not([size~="narrow"]):not([size~="row"])) .body {
    --word: 2.3em;
    --count: 1em;
    --hero-shape: 1.8;
  }
  :host([without~="rest"]) .body > :not(.hero),
  :host([size~="bare"]) .bar,
  :host([size~="row"]) .meta,
  :host([without~="tiles"]) .tiles,
  :host([without~="one"]) .head li + li,
  :host([without~="one"]) .head .quiet,
  :host([without~="head"]) .head,
  :host([without~="device"]) .device,
  :host([without~="device"]) .reload,
  :host([without~="lines"]) .admin .line,
  :host([without~="facts"]) .facts,
  :host([without~="facts"]) .hint,
  :host([without~="note"]) .note,
  :host([without~="name"]) .name {
    display: none;
  }
  :host([without~="one"]) .head .plain {
    width: auto;
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
    margin: 0;
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
  :host([without~="tiles"]) .hero,
  :host([without~="rest"]) .hero {
    flex: 1 0 auto;
  }
`;
