/** Styles of the findings to start with: as many as there is room for, the others at the list's head. */
import { css } from "lit";

export const startStyles = css`
  .start {
    font-size: 0.875em;
  }
  .start > .quiet {
    font-size: 0.875em;
  }
  .start li {
    display: flex;
    align-items: center;
    gap: 4px 10px;
    margin-top: 4px;
    line-height: 1.25;
  }
  .start .glyph {
    font-size: 1.7em;
  }
  .reason {
    font-size: 0.875em;
  }
  .start .plain {
    flex: none;
    max-width: 45%;
  }
  .head li + li,
  .all .start li:first-child {
    display: none;
  }
  @container (min-width: 900px) {
    .start ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(0, 1fr));
      gap: 12px;
    }
    .head li + li {
      display: flex;
    }
    .all .start {
      display: none;
    }
  }
  /* There the list covers the head of the card. */
  :host([panel]) .all .start,
  :host([fixed]) .all .start {
    display: block;
  }
  :host([panel]) .all .start li,
  :host([fixed]) .all .start li {
    display: flex;
  }
`;
