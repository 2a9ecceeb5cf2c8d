/** docs/checks.md, from the checks and their words. */
import { advice } from "./advice.js";
import type { Question, Questions, Words } from "./questions.js";

const INTRODUCTION = `# The checks

<!-- Written by \`npm run docs\` from the checks and their words. Change those, not this page. -->

Every check asks one question of the running instance. It passes, fails, does not apply, or says why it could not be made;
what could not be made is never shown as in order. How much a finding weighs can depend on who can reach the instance: from
the Internet, or at home only. A finding can be milder than the weight given here where its words say so.

In the texts, \`{n}\` stands for a number and \`{at}\` for a date. The names and addresses behind a finding are shown to
administrators who ask for them, on the card.
`;

export function checksPage({ checks, sources }: Questions, words: Words): string {
  const areas = Object.entries(words.areas).map(([area, name]) => {
    const members = checks.filter((check) => check.area === area);
    const rows = members.map((check) => entry(check, checks, sources, words));
    return [`## ${name}`, ...rows].join("\n\n");
  });
  return (
    [INTRODUCTION.trimEnd(), contents(checks, words), advice(checks), ...areas].join("\n\n") + "\n"
  );
}

function contents(checks: Question[], words: Words): string {
  const rows = checks.map(({ id, area, internet, local }) => {
    const name = `[${escaped(title(id, words))}](#${id})`;
    const weights = [internet, local].map((severity) => words.severities[severity] ?? severity);
    return `| ${words.areas[area] ?? area} | ${name} | ${weights.join(" | ")} |`;
  });
  const order = Object.values(words.areas);
  rows.sort((a, b) => order.indexOf(firstCell(a)) - order.indexOf(firstCell(b)));
  return [
    `${checks.length} checks:`,
    ["| area | check | from the Internet | at home only |", "|---|---|---|---|", ...rows].join(
      "\n",
    ),
  ].join("\n\n");
}

function firstCell(row: string): string {
  return row.split("|")[1]?.trim() ?? "";
}

function entry(
  check: Question,
  all: Question[],
  sources: Record<string, string>,
  words: Words,
): string {
  const texts = words.checks[check.id] ?? {};
  const part = (name: string): string[] => sentences(texts, name);
  const together = all.filter(({ id, cause }) => id !== check.id && cause && cause === check.cause);
  const lines = [
    `<a id="${check.id}"></a>`,
    `### ${escaped(title(check.id, words))}`,
    `\`${check.id}\` · ${escaped(check.question)}`,
    `**Fails:** ${part("fail").join(" ")}`,
    `**Passes:** ${part("pass").join(" ")}`,
    `**Weight:** ${weight(check, words)}`,
    `**Why it matters:** ${part("why").join(" ")}`,
    `**What to do:** ${part("fix").join(" ")}${where(check)}`,
    `**Read from:** ${check.sources.map((name) => escaped(sources[name] ?? name)).join(" ")}`,
  ];
  if (together.length) {
    const names = together.map(({ id }) => `[${escaped(title(id, words))}](#${id})`);
    lines.push(
      `**One cause with:** ${names.join(", ")}. Only the worst of them counts in the score.`,
    );
  }
  return lines.join("\n\n");
}

/** The texts of one part of a check: each variant, and of a plural the form for many. */
function sentences(texts: Record<string, string>, part: string): string[] {
  const own = Object.entries(texts).filter(([key]) => key === part || key.startsWith(`${part}_`));
  const several = own.filter(([key]) => !/_(zero|one|two|few|many)$/.test(key));
  return [...new Set(several.map(([, text]) => escaped(text)))];
}

function weight({ internet, local }: Question, words: Words): string {
  const name = (severity: string): string => (words.severities[severity] ?? severity).toLowerCase();
  if (internet === local) return `${name(internet)} at worst`;
  return `${name(internet)} at worst; ${name(local)} where only the home can reach it`;
}

function where({ path, docs }: Question): string {
  if (path) return ` (in Home Assistant: \`${path}\`)`;
  return docs ? ` ([documentation](${docs}))` : "";
}

function title(id: string, words: Words): string {
  return words.checks[id]?.title ?? id;
}

function escaped(text: string): string {
  return text.replace(/[\\<>|*_[\]]/g, (char) => `\\${char}`);
}
