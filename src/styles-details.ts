/** The look of the administrator's part: the bar below the tiles, the lists of checks. */
import { css } from "lit";

export const detailStyles = css`
  .admin,
  .reload {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    font-size: calc(var(--read) * var(--scale));
    line-height: 1.4;
  }
  .admin > .text {
    flex: 1 1 240px;
  }
  .buttons,
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .plain,
  .links a {
    display: inline-flex;
    align-items: center;
    box-sizing: border-box;
    min-height: 44px;
    margin: 0;
    padding: 4px 14px;
    border: 1px solid var(--quiet);
    border-radius: 22px;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .plain[aria-disabled="true"] {
    border-style: dashed;
    color: var(--quiet);
    cursor: default;
  }
  .plain[aria-expanded="true"] {
    box-shadow: inset 0 0 0 1px var(--quiet);
  }
  .inside {
    grid-column: 1 / -1;
    min-width: 0;
  }
  .inside,
  .all {
    font-size: calc(var(--read) * var(--scale));
    line-height: 1.45;
  }
  h3 {
    margin-top: 12px;
    font-size: calc(var(--label) * var(--scale));
    font-weight: 600;
  }
  .check {
    display: flex;
    gap: 12px;
    padding: 12px 4px;
    border-top: 1px solid var(--divider-color, #e0e0e0);
  }
  .inside .check:first-child {
    border-top: none;
  }
  .check > .glyph {
    margin-top: 1px;
    font-size: calc(24px * var(--scale));
  }
  .check .text > * + *,
  .share > * {
    margin-top: 6px;
  }
  h4 {
    font-weight: 600;
  }
  .tag {
    color: var(--quiet);
    font-weight: 400;
  }
  .tag::before {
    content: "· ";
  }
  strong {
    font-weight: 600;
  }
  .links,
  .check .plain {
    display: inline-flex;
    margin-inline-end: 8px;
  }
  .evidence li {
    padding: 4px 0;
  }
  .evidence bdi {
    margin-inline-end: 0.5em;
    font-weight: 600;
  }
`;
