/** The heading of a change: what was wrong below its topic, or the topic alone. */
import { html, type TemplateResult } from "lit";

interface Heading {
  topic: string;
  headline: string;
  tag: string;
}

export function heading({ topic, headline, tag }: Heading): TemplateResult {
  const mark = html`<span class="tag">${tag}</span>`;
  return headline === topic
    ? html`<p class="headline">${topic} ${mark}</p>`
    : html`<p class="topic">${topic} ${mark}</p>
        <p class="headline">${headline}</p>`;
}
