/** Styles of a report, on a screen and on paper: those of the card, and what a page needs besides. */
import { css } from "lit";

export const reportStyles = css`
  :root {
    height: auto;
    font:
      1em/1.4 system-ui,
      sans-serif;
    overflow-wrap: anywhere;
  }
  main {
    max-width: 46em;
    margin: auto;
  }
  h2 {
    display: flex;
    gap: 8px;
    align-items: center;
    font-size: 2em;
  }
  caption,
  .check .headline {
    font-weight: 700;
    text-align: start;
  }
  tr,
  li {
    break-inside: avoid;
  }
  h3,
  h4 {
    break-after: avoid;
  }
  .check summary::after {
    display: none;
  }
  .plain {
    all: revert;
  }
  table {
    margin: 1em 0;
    font: inherit;
  }
  td:first-child {
    padding-inline-end: 1em;
    text-align: end;
    white-space: nowrap;
  }
  @page {
    margin: 16mm;
  }
  @media print {
    :root {
      font-size: 10pt;
    }
    a::after {
      content: " " attr(href);
    }
  }
`;
