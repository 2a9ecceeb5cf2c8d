/**
 * Sizes by the width and height of the card: the state is legible from three metres, values from half
 * of that. The size of a shape follows the text beside it, so that only texts have sizes.
 */
import { css } from "lit";

export const sizes = css`
  @container (min-width: 0) {
    .body {
      --has-container-queries: 1;
    }
  }
  @container (max-width: 439.98px) {
    .body {
      --hero-pad: 12px;
      --word: 2.6em;
      --tile-pad: 8px;
      --tile-gap: 8px;
      --tile-shape: 1.6;
    }
  }
  @container (max-width: 319.98px) {
    .body {
      --word: 2em;
      --columns: 1;
      --long-value: inline;
      --short-value: none;
    }
  }
  @container (max-width: 279.98px) {
    .body {
      --pad: 8px;
      --hero-pad: 6px;
      --word: 1.9em;
      --hero-shape: 3;
      --meta: 0.9em;
    }
    .hero {
      flex-direction: column;
      justify-content: center;
      gap: 6px;
      text-align: center;
    }
    .hero .text {
      flex: none;
      width: 100%;
    }
    .counts {
      justify-content: center;
    }
    .bar {
      padding: 4px 8px;
    }
    .meta {
      display: none;
    }
  }
  @container (max-width: 159.98px) {
    .body {
      --pad: 4px;
      --hero-pad: 4px 0;
      --word: 0.85em;
    }
    .body > :not(.hero),
    .hero .counts,
    .title,
    .bar {
      display: none;
    }
  }
  @container (min-width: 160px) and (max-width: 279.98px) and (max-height: 219.98px) {
    .body {
      --word: 1.5em;
      --hero-shape: 2;
      --count: 1em;
    }
  }
  @container (min-width: 440px) {
    .body {
      --long-value: inline;
      --short-value: none;
    }
  }
  @container (min-width: 560px) {
    .body {
      --word: 4.4em;
      --count: 1.4em;
      --value: 1.75em;
      --tile-pad: 12px 18px;
      --tile-gap: 18px;
    }
  }
  @container (min-width: 560px) and (min-height: 900px) {
    .body {
      --word: 5.5em;
      --count: 1.75em;
      --meta: 1.25em;
      --value: 2.25em;
    }
  }
  @container (min-width: 900px) {
    .body {
      --pad: 12px;
      --gap: 12px;
      --hero-pad: 8px 28px;
      --word: 5.75em;
      --count: 1.9em;
      --meta: 1.25em;
      --value: 2.1em;
      --read: 1.1em;
      --columns: 4;
      --stack: column;
      --align: center;
      --tile-pad: 4px 8px;
      --tile-gap: 2px;
    }
    .bar {
      font-size: 1.25em;
    }
  }
  @container (min-width: 640px) and (max-height: 680px) {
    .body {
      --pad: 10px;
      --gap: 8px;
      --hero-pad: 4px 20px;
      --word: 4.4em;
      --count: 1.5em;
      --meta: 1.05em;
      --value: 1.5em;
      --read: 1em;
      --columns: 4;
      --stack: column;
      --align: center;
      --tile-pad: 4px 8px;
      --tile-gap: 2px;
      --long-value: none;
      --short-value: inline;
    }
  }
  @container (min-width: 280px) and (max-width: 639.98px) and (max-height: 519.98px) {
    .body {
      --pad: 8px;
      --gap: 6px;
      --row: 48px;
      --hero-pad: 4px 12px;
      --word: 2.1em;
      --tile-pad: 0 8px;
      --tile-gap: 8px;
      --long-value: none;
      --short-value: inline;
    }
    .facts {
      display: none;
    }
  }
  @container (min-width: 320px) and (max-width: 559.98px) and (max-height: 319.98px) {
    .body {
      --word: 2.5em;
      --hero-shape: 1.6;
    }
  }
  /* Two rules, because a card of automatic height has no height to query. */
  @container (max-width: 279.98px) {
    :host(:not([form="full"])) .body > :not(.hero) {
      display: none;
    }
    .hero {
      flex: 1;
    }
  }
  @container (max-height: 319.98px) {
    :host(:not([form="full"])) .body > :not(.hero) {
      display: none;
    }
    .hero {
      flex: 1;
    }
  }
  :host([form="compact"]) .body > :not(.hero) {
    display: none;
  }
  :host([form="compact"]) .hero {
    flex: 1;
  }
`;

/**
 * The same where container queries are missing: element/width.ts measures, and the state stays visible
 * in the smallest tile.
 */
export const sizesByAttribute = css`
  :host([narrow]) .body {
    --pad: 8px;
    --hero-pad: 6px;
    --word: 1.9em;
    --hero-shape: 3;
    --meta: 0.9em;
  }
  :host([narrow]) .hero {
    flex-direction: column;
    justify-content: center;
    gap: 6px;
    text-align: center;
  }
  :host([narrow]) .hero .text {
    flex: none;
    width: 100%;
  }
  :host([narrow]) .bar {
    padding: 4px 8px;
  }
  :host([narrow]) .counts,
  :host([narrow]) .meta {
    display: none;
  }
  :host([narrow]:not([form="full"])) .body > :not(.hero) {
    display: none;
  }
  :host([narrow]) .hero {
    flex: 1;
  }
  :host([tiny]) .body {
    --pad: 4px;
    --hero-pad: 4px 0;
    --word: 0.85em;
  }
  :host([tiny]) .body > :not(.hero),
  :host([tiny]) .title,
  :host([tiny]) .bar {
    display: none;
  }
`;
