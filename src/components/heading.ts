/** The heading of a row: what is wrong below its topic, or the topic alone. */
import { html, type TemplateResult } from "lit";

interface Heading {
  topic: string;
  headline: string;
  tag: string;
}

export function heading({ topic, headline, tag }: Heading): TemplateResult {
  const mark = html`<span class="tag">${tag}</span>`;
  return headline === topic
    ? html`<h4>${topic} ${mark}</h4>`
    : html`<p class="topic">${topic} ${mark}</p>
        <h4>${headline}</h4>`;
}
