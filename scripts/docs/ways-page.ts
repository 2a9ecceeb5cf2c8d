/** Generate docs/ways-in.md from the steps of the model and their English texts. */
import type { Metadata, Translations, WayStep } from "./check-metadata.js";
import { escaped, title } from "./checks-page.js";

const INTRODUCTION = `# Ways in

<!-- Written by \`npm run docs\` from the steps and their English texts. Change those, not this page. -->

The checks are a list; their owner has four questions: can somebody get in, has somebody been there, how far would they get,
and could the home be restored? The answers are computed from the results of the checks. They say what is *known to this
check-up*, and nothing more.

* A **position** is where an attacker is, or what an attacker has. A **step** leads from one to another. It is open when all its
  checks fail and all its circumstances are true.
* A **way** is a chain of open steps from the internet, the home network, a website or a published configuration to an
  administrator, the devices, secrets or the machine. A way is left out if another one leads to the same end with fewer
  findings and is as sure, or if it goes on without needing anything more.
* A step is **open** if nothing but knowing it is needed. It takes **effort** if a secret must be guessed, somebody be tricked or
  traffic be overheard. A way is as sure as its least sure step. If something about it could not be read, the way **cannot be
  told**; it is never left out.
* An accepted finding keeps its way, which is marked.
* **Do these first** is the smallest set of findings whose repair closes all ways; among equal sets, the one that takes least:
  a click, a setting, a change in YAML, or work elsewhere.
`;

const LIMITS = `## What is not known

* Unknown flaws of Home Assistant, of devices, routers and apps.
* Stolen or lost phones, tablets and computers that are logged in.
* People who are talked into giving away a password.
* Passwords themselves: their strength, and whether they are used elsewhere, too.
* Settings of a reverse proxy, a firewall and a router. A login page of a proxy in front of Home Assistant is not seen.
* Whether a remote git repository is public, and whether a backup location keeps what is deleted there.`;

const SURENESS: Record<string, string> = { open: "open", effort: "effort" };

export function waysPage({ checks, ways }: Metadata, translations: Translations): string {
  const words = translations.ways;
  const known = new Set(checks.map(({ id }) => id));
  const link = (id: string): string =>
    known.has(id) ? `[${escaped(title(id, translations))}](checks.md#${id})` : escaped(id);
  return (
    [
      INTRODUCTION.trimEnd(),
      "## Positions and steps",
      ...ways.positions.flatMap((position) => {
        const steps = ways.steps.filter(({ from }) => from === position);
        return steps.length ? [`### From: ${words.positions[position]}`, table(steps)] : [];
      }),
      "## Checks that open nothing",
      "These findings matter, but are no step by themselves. The others are of low severity.",
      reasons(),
      LIMITS,
    ].join("\n\n") + "\n"
  );

  function table(steps: WayStep[]): string {
    const rows = steps.map((step) => {
      const needs = [
        ...step.checks.map(link),
        ...step.facts.map((fact) => `*${escaped(words.facts[fact] ?? fact)}*`),
      ];
      const to = words.positions[step.to] ?? step.to;
      const end = step.pretended ? `${to} (taken for it)` : to;
      const cells = [
        end,
        words.steps[step.id] ?? step.id,
        needs.join(", "),
        SURENESS[step.sureness],
      ];
      return `| ${cells.join(" | ")} |`;
    });
    return ["| to | how | needs | |", "|---|---|---|---|", ...rows].join("\n");
  }

  function reasons(): string {
    const rows = Object.entries(words.opens_nothing).map(([reason, text]) => {
      const names = Object.entries(ways.opens_nothing).flatMap(([id, why]) =>
        why === reason ? [link(id)] : [],
      );
      return `| ${text} | ${names.join(", ")} |`;
    });
    return ["| why | checks |", "|---|---|", ...rows].join("\n");
  }
}
