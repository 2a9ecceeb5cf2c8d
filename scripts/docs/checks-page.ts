/** Generate docs/checks.md from the checks and their English texts. */
import { advice } from "./advice.js";
import type { CheckMetadata, Metadata, Translations } from "./check-metadata.js";

const INTRODUCTION = `# The checks

<!-- Written by \`npm run docs\` from the checks and their English texts. Change those, not this page. -->

Every check answers one question about the running instance. It passes, fails, does not apply, or says why it could not run;
a check that could not run is never shown as OK. The severity of a finding can depend on from where the instance can be
reached: from the internet, or from the local network only. Some variants of a finding are less severe than stated here.

In the texts, \`{n}\` is a number and \`{at}\` a date. The card shows the names and addresses of a finding to administrators on
request.
`;

export function checksPage({ checks, sources }: Metadata, translations: Translations): string {
  const areas = Object.entries(translations.areas).map(([area, name]) => {
    const members = checks.filter((check) => check.area === area);
    const rows = members.map((check) => entry(check, checks, sources, translations));
    return [`## ${name}`, ...rows].join("\n\n");
  });
  return (
    [INTRODUCTION.trimEnd(), contents(checks, translations), advice(checks), ...areas].join(
      "\n\n",
    ) + "\n"
  );
}

function contents(checks: CheckMetadata[], translations: Translations): string {
  const rows = checks.map(({ id, area, internet, local }) => {
    const name = `[${escaped(title(id, translations))}](#${id})`;
    const names = [internet, local].map((id) => translations.severities[id] ?? id);
    return `| ${translations.areas[area] ?? area} | ${name} | ${names.join(" | ")} |`;
  });
  const order = Object.values(translations.areas);
  rows.sort((a, b) => order.indexOf(firstCell(a)) - order.indexOf(firstCell(b)));
  return [
    `${checks.length} checks:`,
    ["| area | check | from the internet | local only |", "|---|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}

function firstCell(row: string): string {
  return row.split("|")[1]?.trim() ?? "";
}

function entry(
  check: CheckMetadata,
  all: CheckMetadata[],
  sources: Record<string, string>,
  translations: Translations,
): string {
  const texts = translations.checks[check.id] ?? {};
  const part = (name: string): string[] => sentences(texts, name);
  const together = all.filter(({ id, cause }) => id !== check.id && cause && cause === check.cause);
  const lines = [
    `<a id="${check.id}"></a>`,
    `### ${escaped(title(check.id, translations))}`,
    `\`${check.id}\` · ${escaped(check.question)}`,
    labelled("Fails", part("fail")),
    labelled("Passes", part("pass")),
    `**Severity:** ${severity(check, translations)}`,
    labelled("Why it matters", part("why")),
    labelled("What to do", part("fix"), where(check)),
    `**Read from:** ${check.sources.map((name) => escaped(sources[name] ?? name)).join(" ")}`,
  ];
  if (together.length) {
    const names = together.map(({ id }) => `[${escaped(title(id, translations))}](#${id})`);
    lines.push(
      `**Same cause as:** ${names.join(", ")}. Only the most severe of them counts in the score.`,
    );
  }
  return lines.join("\n\n");
}

/** Return one text after its label, or several as a list. */
function labelled(label: string, texts: string[], more = ""): string {
  if (texts.length === 1) return `**${label}:** ${texts[0]}${more}`;
  return `**${label}:**${more}\n\n${texts.map((text) => `* ${text}`).join("\n")}`;
}

/** Return the texts of one part of a check: each variant, and only the general plural form. */
function sentences(texts: Record<string, string>, part: string): string[] {
  const own = Object.entries(texts).filter(([key]) => key === part || key.startsWith(`${part}_`));
  const several = own.filter(([key]) => !/_(zero|one|two|few|many)$/.test(key));
  return [...new Set(several.map(([, text]) => escaped(text)))];
}

function severity({ internet, local }: CheckMetadata, translations: Translations): string {
  const name = (id: string): string => (translations.severities[id] ?? id).toLowerCase();
  if (internet === local) return `up to ${name(internet)}`;
  return `up to ${name(internet)}; up to ${name(local)} if reachable from the local network only`;
}

function where({ path, docs }: CheckMetadata): string {
  if (path) return ` (in Home Assistant: \`${path}\`)`;
  return docs ? ` ([documentation](${docs}))` : "";
}

function title(id: string, translations: Translations): string {
  return translations.checks[id]?.title ?? id;
}

function escaped(text: string): string {
  return text.replace(/[\\<>|*_[\]]/g, (char) => `\\${char}`);
}
