/** Styles of a report, on a screen and on paper. Without ">": the document is written as XML. */
import { css } from "lit";
import { shapes } from "../styles/shapes.js";

export const reportStyles = css`
  ${shapes}
  :root {
    --ok: #036730;
    --warn: #9d3800;
    --fail: #b30532;
    --quiet: #5e5e5e;
    --paper: #fff;
  }
  body {
    max-width: 46em;
    margin: 2em auto;
    padding: 0 1em;
    background: #fff;
    color: #141414;
    font:
      16px/1.45 system-ui,
      sans-serif;
    overflow-wrap: anywhere;
  }
  h1,
  h2,
  h3,
  p,
  ul {
    margin: 0.3em 0;
  }
  h2 {
    display: flex;
    gap: 0.4em;
    align-items: center;
    margin-top: 1.4em;
    break-after: avoid;
  }
  h3 {
    font-size: 1em;
    break-after: avoid;
  }
  article,
  tr,
  li {
    break-inside: avoid;
  }
  article {
    padding: 0.4em 0;
    border-top: 1px solid #ccc;
  }
  .quiet,
  .quiet p {
    color: var(--quiet);
  }
  td:first-child {
    padding-inline-end: 1em;
    text-align: end;
    vertical-align: top;
    white-space: nowrap;
  }
  tr:last-child {
    font-weight: 700;
  }
  @page {
    margin: 16mm;
  }
  @media print {
    body {
      max-width: none;
      margin: 0;
      padding: 0;
      font-size: 10pt;
    }
  }
`;
