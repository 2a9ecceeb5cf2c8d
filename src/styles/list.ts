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
    background-color: var(--paper);
  }
  .filter > p {
    flex-basis: 100%;
  }
  .filter > p:empty {
    position: absolute; /* announced when it gets a text */
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
    padding: 1px 20px;
    padding-inline-start: 2.4em;
    line-height: 1.25;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .check summary > .glyph {
    position: absolute;
    margin-inline-start: -1.514em; /* Chromium 85 lacks inset-inline-start */
    font-size: 1.4em;
  }
  .check summary::after {
    position: absolute;
    right: 0;
    left: 0;
    margin-inline-start: auto;
    margin-inline-end: 6px;
    width: 5px;
    height: 5px;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
    content: "";
  }
  .check [open] > summary::after {
    transform: rotate(225deg);
  }
  .headline {
    flex: 1;
    font-weight: 500;
  }
  .weight,
  .topic,
  .reason {
    color: var(--quiet);
    font-size: 0.875em;
  }
  :host(:not([size~="w640"])) .group:not(.calm) .weight {
    flex-basis: 100%;
  }
  /* Where nothing is to do, rows are low. */
  .calm summary {
    min-height: 23px;
  }
  .calm .headline {
    font-weight: 400;
  }
  .opened {
    padding: 4px 0 12px;
    padding-inline-start: 2.4em;
  }
  .opened > * + *,
  .change p + .quiet {
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
  [hidden] {
    display: none !important;
  }
`;
