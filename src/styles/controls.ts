/** How controls look while they are pointed at, pressed or busy. */
import { css } from "lit";

export const controlStyles = css`
  button,
  a,
  summary,
  select {
    /* An image, because it lies on the colour of a state, whatever that is. */
    background-image: linear-gradient(var(--touched), var(--touched)) !important;
    --touched: transparent;
    touch-action: manipulation; /* a double press must not zoom */
  }
  /* The controls above have their own value, so those around and inside what is pressed do not change. */
  @media (hover: hover) {
    .body :hover {
      --touched: rgba(127, 127, 127, 0.14);
    }
  }
  .body :active {
    --touched: rgba(127, 127, 127, 0.36);
  }
  #sheet {
    scroll-margin-bottom: 40vh; /* the first rows are shown as well */
  }
  .asked,
  .running {
    position: relative;
  }
  .running::before {
    position: absolute;
    right: 16px;
    bottom: 5px;
    left: 16px;
    border-top: 2px solid;
    animation: running calc(4 * var(--ha-animation-duration-slow, 0.35s)) infinite alternate;
    content: "";
  }
  @keyframes running {
    from {
      transform: scaleX(0.1);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .running::before {
      animation: none;
    }
  }
  /* Over the tiles for a while: a line of its own would move the button that was pressed. */
  .outcome:not(:empty) {
    position: absolute;
    z-index: 1;
    right: 0;
    bottom: calc(100% + 4px);
    left: 0;
    padding: 4px 14px;
    border: 1px solid var(--quiet);
    border-radius: 8px;
    background: var(--paper);
    text-align: center;
  }
`;
