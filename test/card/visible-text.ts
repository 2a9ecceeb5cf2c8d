/** The visible texts of a card, and whether something clips them. */
import type { Mounted } from "./builders.js";

interface VisibleText {
  text: string;
  /** The element that contains it. */
  host: HTMLElement;
  box: DOMRect;
}

/** Return the rendered texts without those for screen readers only. */
export function visibleTexts(root: ShadowRoot): VisibleText[] {
  const found: VisibleText[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const host = node.parentElement;
    const text = node.textContent!.trim();
    if (!host || !text || host.localName === "style" || isHidden(host)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width || box.height) found.push({ text, host, box });
  }
  return found;
}

/** Return whether an element is for screen readers only. */
function isHidden(host: Element): boolean {
  return (
    getComputedStyle(host).clipPath === "inset(50%)" ||
    (host.parentElement !== null && isHidden(host.parentElement))
  );
}

/** Return descriptions of the words that are broken into two lines. */
export function brokenWords(card: Mounted, selector: string): string[] {
  const wrong: string[] = [];
  for (const { host } of visibleTexts(card.root)) {
    if (!host.matches(selector)) continue;
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { 0: word, index } of node.textContent!.matchAll(/[\p{L}\p{M}]{2,}/gu)) {
        if (/[\u2e80-\uffff]/.test(word)) continue; // may be broken between any two characters
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) wrong.push(`“${word}” is broken`);
      }
    }
  }
  return wrong;
}

/** Return descriptions of the texts that are clipped and cannot be scrolled to. */
export function clippedTexts(card: Mounted): string[] {
  const frame = card.$("ha-card").getBoundingClientRect();
  const body = card.$(".body");
  const wrong: string[] = [];
  if (body.scrollWidth > body.clientWidth) wrong.push("the card scrolls sideways");
  const box = body.getBoundingClientRect();
  const below = box.bottom + body.scrollHeight - body.clientHeight - body.scrollTop;
  for (const { text, host, box } of visibleTexts(card.root)) {
    const edges = host.closest(".body") ? { ...sides(box), bottom: below } : sides(frame);
    const over = [
      edges.left - box.left,
      box.right - edges.right,
      edges.top - box.top,
      box.bottom - edges.bottom,
    ];
    if (Math.max(...over) > 1) wrong.push(`“${text.slice(0, 40)}” by ${over.map(Math.round)}`);
    const own = host.closest<HTMLElement>(".tile, .hero, .plain, .bar");
    if (own && own.scrollWidth > own.clientWidth + 1) wrong.push(`“${text}” is wider than its box`);
    // Capitals and their accents do not fill the line box.
    const spare = parseFloat(getComputedStyle(host).fontSize) * 0.25;
    if (own) {
      const its = own.getBoundingClientRect();
      if (box.top < its.top - spare || box.bottom > its.bottom + spare)
        wrong.push(`“${text}” leaves its box`);
    }
  }
  return [...new Set(wrong)];
}

function sides({ left, right, top, bottom }: DOMRect): Record<string, number> & {
  left: number;
  right: number;
  top: number;
  bottom: number;
} {
  return { left, right, top, bottom };
}
