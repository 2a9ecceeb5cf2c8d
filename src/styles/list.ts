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
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 8px;
    box-sizing: border-box;
    position: relative;
    min-height: 44px;
    padding-block: 4px;
    padding-inline: calc(1.4em + 8px) 20px;
    line-height: 1.3;
    cursor: pointer;
    list-style: none;
  }
  .check summary::-webkit-details-marker {
    display: none;
  }
  .check summary > .glyph {
    position: absolute;
    inset-inline-start: 0;
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
  .check .headline {
    flex: 1 1 auto;
  }
  .weight,
  .topic {
    color: var(--quiet);
    font-size: 0.875em;
  }
  .check .weight {
    flex: 0 1 auto;
  }
  .pass summary,
  .not_applicable summary {
    min-height: 24px;
    padding-block: 1px;
    font-size: 0.875em;
  }
  .opened {
    padding-block: 4px 12px;
    padding-inline-start: calc(1.4em + 8px);
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
