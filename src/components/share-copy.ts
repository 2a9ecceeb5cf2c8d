/**
 * Below the list of all checks: review a shareable copy, make it, and save it. The review shows what will
 * be replaced, and a person decides.
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Copy, KeptWords, Review, ReviewRow } from "../connection/api.js";
import { words } from "../ha/localize.js";
import type { ShareCopy } from "../connection/share-copy.js";

type Part = TemplateResult | typeof nothing;

export function shareCopy(share: ShareCopy): Part {
  const { copy, review } = share;
  const isWorking = typeof copy === "object" && "of" in copy;
  return html`<div class="share">
    <p class="quiet">${words.text("copy.note")}</p>
    <div role="status">${copy ? result(copy, share.isReviewing) : nothing}</div>
    ${
      isWorking
        ? html`<p>${button("copy.cancel", () => share.cancel())}</p>`
        : review
          ? panel(review, share)
          : button("copy.make", () => share.request(true))
    }
  </div>`;
}

function result(copy: Copy, isReviewing: boolean): Part {
  if (typeof copy === "string") {
    return html`<p>${words.text(`copy.${copy}`) || words.text("copy.failed")}</p>`;
  }
  if ("of" in copy) {
    const [done, of] = [words.number(copy.done), words.number(copy.of)];
    return html`<p>${words.text(isReviewing ? "copy.reviewing" : "copy.making", { done, of })}</p>`;
  }
  const { counts, left_out, zip } = copy;
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  const kinds = counts.map(([kind, n]) => `${words.name("copied", kind)} ${words.number(n)}`);
  return html`<p>${words.plural("copy.made", total)} ${kinds.join(" · ")}</p>
    ${kept(copy.words)}
    ${left_out ? html`<p>${words.plural("copy.left_out", left_out)}</p>` : nothing}
    <a class="plain" href=${zip} download="to-share.zip">${words.text("copy.save")}</a>`;
}

/** Return what was found, with a switch for all that can be decided. */
function panel(review: Review, share: ShareCopy): Part {
  const { kinds, suggestions, left_out, files, more } = review;
  const row = (each: ReviewRow): Part => choice(each, share);
  return html`<section aria-labelledby="review">
    <h3 id="review" tabindex="-1">${words.plural("copy.review", files)}</h3>
    <p class="quiet">${words.text("copy.review_note")}</p>
    <ul>
      ${kinds.map(row)}
    </ul>
    ${
      suggestions.length
        ? html`<h3>${words.text("copy.suggestions")}</h3>
            <p class="quiet">${words.text("copy.suggestions_note")}</p>
            <ul>
              ${suggestions.map(row)}
            </ul>
            ${rest(more.suggestions)}`
        : nothing
    }
    <label
      ><strong>${words.text("copy.words")}</strong>
      <textarea
        rows="3"
        spellcheck="false"
        aria-describedby="words"
        .value=${share.typed}
        @input=${({ target }: Event) => (share.typed = (target as HTMLTextAreaElement).value)}
      ></textarea>
    </label>
    <p class="quiet" id="words">${words.text("copy.words_note")}</p>
    ${kept(review.words)}
    ${
      left_out.length
        ? html`<details>
            <summary>${words.plural("copy.left_out", left_out.length + more.left_out)}</summary>
            <ul>
              ${left_out.map(
                ({ file, why }) =>
                  html`<li>
                    <bdi>${file}</bdi> <span class="tag">${words.name("left_out", why)}</span>
                  </li>`,
              )}
            </ul>
            ${rest(more.left_out)}
          </details>`
        : nothing
    }
    <div class="buttons">
      ${button("copy.create", () => share.request(false))}
      ${button("copy.again", () => share.request(true))}
    </div>
  </section>`;
}

function choice(row: ReviewRow, share: ShareCopy): Part {
  const { count, kind, places, on } = row;
  const label =
    "text" in row
      ? tagged(row.text, words.name("suggested", kind))
      : "fixed" in row && row.fixed
        ? tagged(words.name("copied", kind), words.text("copy.always"))
        : html`<bdi>${words.name("copied", kind)}</bdi>`;
  const change = async ({ target }: Event): Promise<void> => {
    const input = target as HTMLInputElement;
    await share.choose(row, input.checked);
    input.checked = row.on;
  };
  return html`<li class="choice">
    ${
      "fixed" in row && row.fixed
        ? label
        : html`<label
            ><input type="checkbox" role="switch" .checked=${on} @change=${change} />${label}</label
          >`
    }
    ${
      count
        ? html`<details>
            <summary>${words.plural("card.times", count)}</summary>
            <ul class="quiet">
              ${places.map(({ file, line }) => html`<li><bdi>${file}:${line}</bdi></li>`)}
            </ul>
            ${rest(count - places.length)}
          </details>`
        : nothing
    }
  </li>`;
}

function tagged(text: string, tag: string): TemplateResult {
  return html`<span><bdi>${text}</bdi> <span class="tag">${tag}</span></span>`;
}

/** Return the words of the user's list that are not replaced, and why. */
function kept(list: KeptWords): Part {
  return list.length
    ? html`<ul>
        ${list.map(({ word, why }) => html`<li><bdi>${word}</bdi>: ${words.name("kept", why)}</li>`)}
      </ul>`
    : nothing;
}

function rest(n: number): Part {
  return n > 0
    ? html`<p class="quiet">${words.text("copy.more", { n: words.number(n) })}</p>`
    : nothing;
}

function button(key: string, onPress: () => void): Part {
  return html`<button class="plain" @click=${onPress}>${words.text(key)}</button>`;
}
