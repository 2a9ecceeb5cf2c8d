/**
 * The look. The plain style is complete by itself; container queries and tints only better it
 * where the browser knows them. Sizes follow the card's own width, never the window's.
 * `--*` lengths are at the user's font scale 1.
 */
import { css } from "lit";
import { detailStyles } from "./styles-details.js";
import { glanceStyles } from "./styles-glance.js";

const frame = css`
  :host {
    display: block;
    height: 100%;
    --ok: var(--ha-color-on-success-normal, #036730);
    --warn: var(--ha-color-on-warning-normal, #9d3800);
    --fail: var(--ha-color-on-danger-normal, #b30532);
    --quiet: var(--secondary-text-color, #5e5e5e);
    --ink: var(--primary-text-color, #141414);
    --paper: var(--card-background-color, #fff);
    --alarm: var(--ha-color-fill-danger-loud-resting, #b30532);
    --on-alarm: var(--ha-color-on-danger-loud, #fff);
    --focus: var(--primary-color, #009ac7);
    --scale: var(--ha-font-size-scale, 1);
  }
  ha-card {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100%;
    overflow: hidden;
    background: var(--ha-card-background, var(--paper));
    color: var(--ink);
    container-type: inline-size;
  }
  :host([layout="panel"]) ha-card,
  :host([fixed]) ha-card {
    container-type: size;
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--pad);
    min-height: 0;
    padding: var(--pad);
    overflow: hidden auto;
    --pad: 12px;
    --gap: 8px;
    --hero-glyph: 64px;
    --word: 40px;
    --count: 18px;
    --meta: 16px;
    --tile-glyph: 36px;
    --label: 15px;
    --value: 20px;
    --read: 16px;
    --columns: 2;
    --stack: row;
    --align: start;
  }
  h2,
  h3,
  h4,
  p,
  ul {
    margin: 0;
    padding: 0;
    font-size: inherit;
    font-weight: inherit;
    list-style: none;
  }
  .text {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .quiet {
    color: var(--quiet);
  }
  .spoken,
  .inside h3 {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .bar {
    padding: 10px 16px;
    background: var(--quiet);
    color: var(--paper);
    font-size: calc(16px * var(--scale));
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
`;

const sizes = css`
  @container (max-width: 279.98px) {
    .body {
      --pad: 8px;
      --word: 28px;
      --meta: 14px;
    }
    .hero {
      flex: 1;
      flex-direction: column;
      justify-content: center;
      gap: 6px;
      padding: 6px;
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
      font-size: calc(13px * var(--scale));
    }
    .body > :not(.hero),
    .meta {
      display: none;
    }
  }
  @container (max-width: 159.98px) {
    .body {
      --pad: 4px;
      --hero-glyph: 40px;
      --word: 16px;
    }
    .hero .counts,
    .title,
    .bar {
      display: none;
    }
  }
  @container (max-width: 279.98px) and (max-height: 219.98px) {
    .body {
      --hero-glyph: 44px;
      --word: 22px;
      --count: 16px;
    }
  }
  @container (max-width: 159.98px) and (max-height: 219.98px) {
    .body {
      --hero-glyph: 36px;
      --word: 15px;
    }
  }
  @container (min-width: 280px) and (max-height: 319.98px) {
    .hero {
      flex: 1;
    }
    .body > :not(.hero) {
      display: none;
    }
  }
  @container (min-width: 280px) and (max-width: 439.98px) {
    .body {
      --hero-glyph: 52px;
      --word: 36px;
      --tile-glyph: 32px;
      --value: 18px;
    }
    .tile {
      gap: 8px;
      padding: 8px;
    }
  }
  @container (min-width: 560px) {
    .body {
      --hero-glyph: 88px;
      --word: 60px;
      --count: 22px;
      --tile-glyph: 56px;
      --label: 22px;
      --value: 28px;
    }
    .tile {
      gap: 18px;
      padding: 14px 18px;
    }
  }
  @container (min-width: 900px) {
    .body {
      --pad: 16px;
      --gap: 12px;
      --hero-glyph: 128px;
      --word: 92px;
      --count: 30px;
      --meta: 20px;
      --tile-glyph: 72px;
      --label: 26px;
      --value: 34px;
      --read: 18px;
      --columns: 4;
      --stack: column;
      --align: center;
    }
    .hero {
      gap: 28px;
      padding: 16px 28px;
    }
    .tile {
      gap: 6px;
      padding: 10px;
    }
  }
  @container (min-width: 560px) and (max-width: 899.98px) and (min-height: 900px) {
    .body {
      --hero-glyph: 120px;
      --word: 84px;
      --count: 28px;
      --meta: 20px;
      --tile-glyph: 80px;
      --label: 28px;
      --value: 36px;
    }
  }
  @container (min-width: 900px) and (max-height: 800px) {
    .body {
      --pad: 12px;
      --hero-glyph: 112px;
      --word: 84px;
      --tile-glyph: 60px;
    }
    .hero {
      padding: 10px 28px;
    }
    .tile {
      gap: 2px;
      padding: 6px;
    }
  }
  @container (min-width: 640px) and (max-height: 680px) {
    .body {
      --pad: 10px;
      --gap: 8px;
      --hero-glyph: 88px;
      --word: 60px;
      --count: 24px;
      --meta: 17px;
      --tile-glyph: 44px;
      --label: 20px;
      --value: 24px;
      --read: 16px;
      --columns: 4;
      --stack: column;
      --align: center;
    }
    .hero {
      padding: 6px 20px;
    }
    .tile {
      gap: 2px;
      padding: 4px 8px;
    }
  }
  @container (min-width: 640px) {
    .open {
      --stack: row;
      --align: start;
      --tile-glyph: 44px;
      --label: 18px;
      --value: 22px;
    }
    .open .tile {
      gap: 12px;
    }
  }
`;

// The order matters: sizes overrule what they make smaller or bigger.
export const styles = [frame, glanceStyles, detailStyles, sizes];
