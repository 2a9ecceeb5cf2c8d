/** Styles of what can be pressed on the glance. */
import { css } from "lit";

export const pressStyles = css`
  [data-press] {
    touch-action: manipulation;
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
    border-radius: 4px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .score:hover {
    text-decoration: underline;
  }
  /* A card of fixed height that is low has no room for it. */
  @container (max-height: 519.98px) {
    .hint {
      display: none;
    }
  }
`;
