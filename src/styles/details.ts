/** Styles of the administrator's part: the bar below the tiles, the lists of checks. */
import { css } from "lit";

export const detailStyles = css`
  .admin,
  .device,
  .reload {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    font-size: var(--read);
  }
  .admin > .text {
    flex: 1 1 240px;
  }
  .buttons {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .plain,
  input,
  select,
  textarea {
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
    text-decoration: none;
    cursor: pointer;
  }
  .primary {
    border-color: transparent;
    background-color: rgba(127, 127, 127, 0.2);
    font-weight: 600;
  }
  @supports (color: color-mix(in srgb, red, red)) {
    .primary {
      background-color: color-mix(in srgb, var(--primary-color, #009ac7) 20%, var(--paper));
    }
  }
  .bare {
    padding: 4px 0;
    border-color: transparent;
    border-radius: 8px;
    color: var(--quiet);
    text-decoration: underline;
  }
  .plain[aria-disabled="true"] {
    border-style: dashed;
    color: var(--quiet);
  }
  [aria-expanded="true"] {
    outline: 2px solid var(--quiet);
  }
  h3 {
    margin-top: 12px;
    font-size: 1.15em;
    font-weight: 600;
  }
  .share > *,
  .report > *,
  .share [role="status"] > *,
  .share section > * + *,
  .evidence li + li {
    margin-top: 6px;
  }
  .tag {
    color: var(--quiet);
    font-weight: 400;
  }
  .tag::before {
    content: "· ";
  }
  h4,
  strong {
    font-weight: 600;
  }
  .evidence bdi {
    margin-inline-end: 0.5em;
    font-weight: 600;
  }
  .device {
    flex-wrap: nowrap;
    color: var(--quiet);
  }
  .device .glyph {
    font-size: 1.5em;
  }
  label {
    display: block;
    margin: 8px 0;
  }
  input,
  textarea {
    display: block;
    width: 100%;
    max-width: 30em;
    cursor: text;
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
    gap: 0 16px;
    border-top: 1px solid var(--divider-color, #e0e0e0);
  }
  .choice > :first-child {
    display: flex;
    flex: 1 1 11em;
    align-items: center;
    gap: 12px;
    min-height: 44px;
    margin: 0;
  }
  .choice > span:first-child {
    box-sizing: border-box;
    display: block;
    padding: 11px 0;
    padding-inline-start: 36px;
  }
  [type="checkbox"] {
    flex: none;
    width: 24px;
    min-height: 24px;
    accent-color: var(--ink);
    cursor: pointer;
  }
  .share summary {
    padding: 13px 0;
    cursor: pointer;
  }
  .share details > :last-child:not(summary) {
    padding-bottom: 10px;
  }
  ::-webkit-calendar-picker-indicator {
    filter: invert(0.5);
  }
`;
