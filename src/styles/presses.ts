/** Styles of what can be pressed on the glance. */
import { css } from "lit";

export const pressStyles = css`
  [data-press] {
    -webkit-touch-callout: none;
    -webkit-user-select: none;
    user-select: none;
  }
  /* Above the button that covers the state. */
  .score {
    position: relative;
    z-index: 1;
    margin: -4px;
    padding: 4px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
`;
