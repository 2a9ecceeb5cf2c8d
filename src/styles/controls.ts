/** How controls look while they are pointed at, pressed, open or busy. */
import { css } from "lit";

export const controlStyles = css`
  button,
  a,
  summary,
  select,
  .choice label {
    /* An image, because it lies on the colour of a state, whatever that is. */
    background-image: linear-gradient(var(--touched), var(--touched)) !important;
    --touched: transparent;
    touch-action: manipulation; /* a double press must not zoom */
    scroll-margin-top: 72px; /* below the toolbar of the page */
  }
  @media (hover: hover) {
    button:hover,
    a:hover,
    summary:hover,
    select:hover,
    .choice label:hover {
      --touched: rgba(127, 127, 127, 0.14);
    }
  }
  button:active,
  a:active,
  summary:active,
  select:active,
  .choice label:active {
    --touched: rgba(127, 127, 127, 0.36);
  }
  #sheet {
    scroll-margin-bottom: 40vh; /* the first rows are shown as well */
  }
  .check-now {
    position: relative;
    flex-direction: column;
    justify-content: center;
  }
  /* As wide as the longer of its two texts: it must not move while it is pressed. */
  .check-now::after {
    height: 0;
    overflow: hidden;
    visibility: hidden;
    content: attr(data-other);
  }
  .running::before {
    position: absolute;
    right: 16px;
    bottom: 5px;
    left: 16px;
    border-top: 2px solid currentColor;
    animation: running calc(4 * var(--ha-animation-duration-slow, 0.35s)) ease-in-out infinite
      alternate;
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
  .outcome {
    flex: 1 0 100%;
  }
  .outcome:empty {
    position: absolute; /* takes no room, and is still announced when it gets a text */
  }
  /* At the bottom of a card of fixed height, a line below the buttons would push them up. */
  :host([panel]) .outcome,
  :host([fixed]) .outcome {
    order: -1;
  }
  @media (forced-colors: active) {
    [aria-expanded="true"]:not(:focus-visible) {
      outline: 2px solid CanvasText;
    }
    button:hover,
    a:hover,
    summary:hover,
    select:hover,
    .choice label:hover {
      outline: 2px dashed Highlight;
    }
    button:active,
    a:active,
    summary:active,
    select:active,
    .choice label:active {
      outline: 3px solid Highlight;
    }
  }
`;
