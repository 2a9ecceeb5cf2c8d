/** Styles of the findings to start with: as many as there is room for, the others at the list's head. */
import { css } from "lit";

export const startStyles = css`
  .start {
    font-size: var(--read);
  }
  .start > .quiet {
    font-size: 0.875em;
  }
  .start li {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 10px;
    line-height: 1.25;
  }
  .start li + li {
    margin-top: 8px;
  }
  .start .glyph {
    font-size: 1.7em;
  }
  /* As narrow as its longest word, for the sake of the texts beside it. */
  .start .plain {
    justify-content: center;
    width: min-content;
    line-height: 1.2;
    overflow-wrap: normal;
    text-align: center;
    word-break: keep-all;
  }
  /* At a fixed height the list covers the head of the card. */
  .head li + li,
  :host(:not([size~="w560"])) .head .quiet,
  :host(:not([fixed])) .all .start li:first-child,
  :host(:not([fixed])) .all > .line,
  :host([size~="w900"]:not([fixed])) .all .start {
    display: none;
  }
  :host([size~="w900"]) .start ul {
    display: flex;
    gap: 16px;
  }
  :host([size~="w900"]) .head li {
    display: flex;
    margin-top: 0;
  }
`;
