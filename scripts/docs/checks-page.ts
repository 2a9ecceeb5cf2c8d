/** Generate docs/checks.md from the checks and their English texts. */
import { advice } from "./advice.js";
import { settingsPage } from "./settings-pages.js";
import type { CheckMetadata, Metadata, Source, Translations } from "./check-metadata.js";

const INTRODUCTION = `# All checks

<!-- Written by \`npm run docs\` from the checks and their English texts. Change those, not this page. -->

What each check finds, why it matters, and how to fix it. To find a finding of your card, search this page for its headline or its
topic.

* **Fails** lists the headlines of a finding, **Passes** what the card shows instead.
* **Severity** is the highest one that is possible. It depends on whether Home Assistant can be reached from the internet or
  only from the local network.
* **What to do** is the fix. Where it depends on what is wrong, the headline stands before it. Links to settings open your own
  Home Assistant.
* A check that cannot run is *Unknown*, never OK: [what the reasons mean](unknown.md). A check that does not apply to your home is
  *Not applicable*.

In the texts, \`{n}\` is a number and \`{at}\` a date. The card shows the names and addresses of a finding to administrators on
request.
`;

const PLURAL = /(^|_)(zero|one|two|few|many|other)$/;

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
  sources: Record<string, Source>,
  translations: Translations,
): string {
  const texts = translations.checks[check.id] ?? {};
  const part = (name: string): string[] => [...new Set(variants(texts, name).values())];
  const together = all.filter(({ id, cause }) => id !== check.id && cause && cause === check.cause);
  const lines = [
    `<a id="${check.id}"></a>`,
    `### ${escaped(title(check.id, translations))}`,
    `\`${check.id}\` · ${escaped(check.question)}`,
    labelled("Fails", part("fail")),
    labelled("Passes", part("pass")),
    `**Severity:** ${severity(check, translations)}`,
    labelled("Why it matters", byHeadline(texts, "why")),
    labelled("What to do", byHeadline(texts, "fix")),
    `**Where:** ${where(check)}`,
    `**Read from:** ${check.sources.map((name) => escaped(sources[name]?.description ?? name)).join(" ")}`,
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
function labelled(label: string, texts: string[]): string {
  if (texts.length === 1) return `**${label}:** ${texts[0]}`;
  return `**${label}:**\n\n${texts.map((text) => `* ${text}`).join("\n")}`;
}

/** Return the texts of one part of a check by variant, with only the general plural form of each. */
function variants(texts: Record<string, string>, part: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, text] of Object.entries(texts)) {
    if (key !== part && !key.startsWith(`${part}_`)) continue;
    const variant = key.slice(part.length + 1);
    if (/_(zero|one|two|few|many)$/.test(key)) continue;
    found.set(variant.replace(PLURAL, ""), escaped(text));
  }
  return found;
}

/** Return the texts of one part, each after the headline that it belongs to, if there are several. */
function byHeadline(texts: Record<string, string>, part: string): string[] {
  const own = variants(texts, part);
  const headlines = variants(texts, "fail");
  if (new Set(own.values()).size < 2) return [...new Set(own.values())];
  const merged = new Map<string, string[]>();
  for (const [variant, text] of own) {
    const headline = variant ? headlines.get(variant) : undefined;
    merged.set(text, [...(merged.get(text) ?? []), ...(headline ? [`*${headline}*`] : [])]);
  }
  return [...merged].map(([text, cases]) =>
    cases.length ? `${cases.join(" or ")}: ${text}` : text,
  );
}

function severity({ internet, local }: CheckMetadata, translations: Translations): string {
  const name = (id: string): string => (translations.severities[id] ?? id).toLowerCase();
  if (internet === local) return `up to ${name(internet)}`;
  return `up to ${name(internet)}; up to ${name(local)} if reachable from the local network only`;
}

function where({ path, docs }: CheckMetadata): string {
  if (path) return settingsPage(path);
  return docs ? `[Home Assistant's documentation](${docs})` : "";
}

export function title(id: string, translations: Translations): string {
  return translations.checks[id]?.title ?? id;
}

export function escaped(text: string): string {
  return text.replace(/[\\<>|*_[\]]/g, (char) => `\\${char}`);
}
