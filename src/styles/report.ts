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
    font-size: 2em;
  }
  p,
  summary,
  tr,
  li li {
    break-inside: avoid;
  }
  h4,
  summary {
    break-after: avoid;
  }
  .check summary::after {
    display: none;
  }
  .plain {
    all: revert;
  }
  table {
    margin-block: 1em;
    font: inherit;
  }
  td:first-child {
    padding-inline-end: 1em;
    text-align: end;
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
