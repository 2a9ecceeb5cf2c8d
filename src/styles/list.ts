/** Styles of the lists of checks and of changes: closed rows, their groups, the filter. */
import { css } from "lit";

export const listStyles = css`
  .filter {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    margin-top: 8px;
  }
  .filter > input {
    flex: 3 1 10em;
    width: auto;
    max-width: none;
  }
  .filter > select {
    flex: 1 1 8em;
    min-width: 0;
    background: var(--paper);
  }
  .filter > p:not(:empty) {
    flex-basis: 100%;
  }
  .group > h4,
  .day {
    margin-top: 12px;
  }
  .day::first-letter {
    text-transform: uppercase;
  }
  .check,
  .change {
    border-top: 1px solid var(--divider-color, #e0e0e0);
  }
  .check summary {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    align-content: center;
    column-gap: 12px;
    box-sizing: border-box;
    min-height: 39px;
    padding-block: 1px;
    padding-inline: 2.4em 20px;
    line-height: 1.25;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .check summary > .glyph {
    position: absolute;
    inset-inline-start: 0.2em;
    font-size: 1.4em;
  }
  .check summary::after {
    position: absolute;
    inset-inline-end: 6px;
    width: 5px;
    height: 5px;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
    content: "";
  }
  .check details[open] > summary::after {
    transform: rotate(225deg);
  }
  .headline {
    font-weight: 500;
  }
  .check .headline,
  .check .weight {
    flex: 1 1 100%;
  }
  .weight,
  .topic {
    color: var(--quiet);
    font-size: 0.875em;
  }
  /* Where nothing is to do, a row is one line. */
  .pass summary,
  .not_applicable summary {
    min-height: 23px;
  }
  .pass .glyph,
  .not_applicable .glyph {
    font-size: 1.1em;
  }
  .pass .headline,
  .not_applicable .headline {
    flex: 1 1 0;
    font-weight: 400;
  }
  .pass .weight,
  .not_applicable .weight,
  :host([size~="w640"]) .check .weight {
    flex: none;
  }
  :host([size~="w640"]) .check .headline {
    flex: 1 1 0;
  }
  .opened {
    padding-block: 4px 12px;
    padding-inline-start: 2.4em;
  }
  .opened > * + *,
  .change .text > * + * {
    margin-top: 6px;
  }
  .opened .plain {
    margin-inline-end: 8px;
  }
  .change {
    display: flex;
    gap: 12px;
    padding: 8px 0;
  }
  .change > .glyph {
    font-size: 1.4em;
  }
  .change .text > .headline {
    margin-top: 0;
  }
  [hidden] {
    display: none !important;
  }
`;
