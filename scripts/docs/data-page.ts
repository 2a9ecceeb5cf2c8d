/** Generate docs/data.md from the facts: what is read, and what is kept of it. */
import type { CheckMetadata, Metadata, Source, Translations } from "./check-metadata.js";
import { escaped, title } from "./checks-page.js";

const INTRODUCTION = `# What is read

<!-- Written by \`npm run docs\` from custom_components/security_posture/posture/facts/. Change that, not this page. -->

Everything that Security Posture reads from Home Assistant and its machine, and keeps in memory until the next check. The lists are
complete: a check can use nothing else.

To find these data, more is read than is kept: files are searched for secrets, and an entity's state is read to see
whether an update is pending. What is read and not listed here is forgotten at once. **No list contains the value of a
password, a token or a key.**

To create a [copy to share](secrets.md), which an administrator starts, the YAML files are read as a whole, and the names of people,
places and devices.

Where the data may go, and what is stored: [Privacy](privacy.md).
`;

export function dataPage({ checks, sources }: Metadata, translations: Translations): string {
  const sections = Object.entries(sources).map(([name, source]) =>
    section(
      source,
      checks.filter((check) => check.sources.includes(name)),
      translations,
    ),
  );
  return [INTRODUCTION.trimEnd(), ...sections].join("\n\n") + "\n";
}

function section(source: Source, checks: CheckMetadata[], translations: Translations): string {
  const rows = source.data.map(({ what, fields }) => {
    const names = fields.map(({ name, note }) => {
      const words = name.replaceAll("_", " ");
      return note ? `${words} (${escaped(note)})` : words;
    });
    return `| ${escaped(what.replace(/\.$/, ""))} | ${names.join("; ")} |`;
  });
  const names = checks.map(({ id }) => `[${escaped(title(id, translations))}](checks.md#${id})`);
  return [
    `## ${escaped(source.description.replace(/\.$/, ""))}`,
    ["| what | data |", "|---|---|", ...rows].join("\n"),
    names.length ? `Used by: ${names.join(", ")}.` : "Used to link findings to these tools.",
  ].join("\n\n");
}
