/** Below the list of all checks: make a shareable copy, show what was replaced, save it. */
import { html, nothing, type TemplateResult } from "lit";
import type { Copy } from "../connection/api.js";
import { words } from "../ha/localize.js";
import type { ShareCopy } from "../connection/share-copy.js";

type Part = TemplateResult | typeof nothing;

export function shareCopy(share: ShareCopy): Part {
  const { copy } = share;
  const isMaking = typeof copy === "object" && "of" in copy;
  return html`<div class="share">
    <p class="quiet">${words.text("copy.note")}</p>
    <div role="status">${copy ? result(copy) : nothing}</div>
    ${isMaking ? nothing : html`<button class="plain" @click=${() => share.make()}>${words.text("copy.make")}</button>`}
  </div>`;
}

function result(copy: Copy): Part {
  if (typeof copy === "string") {
    return html`<p>${words.text(`copy.${copy}`) || words.text("copy.failed")}</p>`;
  }
  if ("of" in copy) {
    const [done, of] = [words.number(copy.done), words.number(copy.of)];
    return html`<p>${words.text("copy.making", { done, of })}</p>`;
  }
  const { counts, left_out, zip } = copy;
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  const kinds = counts.map(([kind, n]) => `${words.name("copied", kind)} ${words.number(n)}`);
  return html`<p>${words.plural("copy.made", total)} ${kinds.join(" · ")}</p>
    ${left_out ? html`<p>${words.plural("copy.left_out", left_out)}</p>` : nothing}
    <a class="plain" href=${zip} download="to-share.zip">${words.text("copy.save")}</a>`;
}
