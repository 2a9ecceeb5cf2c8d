/** Copy the repository's URL and owner from scripts/publication.json to the files that contain them. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../setup/paths.js";

export interface Publication {
  /** "owner/name" on GitHub. */
  repository: string;
  /** "@user" or "@organization/team". */
  codeowner: string;
}

interface Place {
  file: string;
  /** Its only group matches the value. */
  pattern: RegExp;
  value: keyof Publication;
}

const ADDRESS = "https://github\\.com/([\\w.-]+/[\\w.-]+)";
const MANIFEST = "custom_components/security_posture/manifest.json";
const BLUEPRINT = "blueprints/automation/security_posture/notify_when_worse.yaml";
const README = "README.md";
const REGISTER = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).find(
  (name) => name.endsWith("register.ts"),
);

export const PLACES: readonly Place[] = [
  { file: MANIFEST, pattern: /"codeowners": \["(.*?)"\]/g, value: "codeowner" },
  address(MANIFEST, '"documentation": "', '"'),
  address(MANIFEST, '"issue_tracker": "', "/issues"),
  address(`src/${REGISTER}`, 'documentationURL: "', "#readme"),
  address(BLUEPRINT, "source_url: ", "/blob/"),
  address("docs/automations.md", "", "/blob/"),
  address(".github/ISSUE_TEMPLATE/config.yml", "url: ", "/"),
  { file: ".github/CODEOWNERS", pattern: /^\* +(\S+)$/gm, value: "codeowner" },
];

function address(file: string, before: string, after: string): Place {
  return { file, pattern: new RegExp(before + ADDRESS + after, "g"), value: "repository" };
}

export function readPublication(root: string): Publication {
  return JSON.parse(readFileSync(join(root, "scripts/publication.json"), "utf8")) as Publication;
}

/** Return the files that do not match `publication`, each with its corrected content. */
export function outdated(root: string, publication: Publication): Map<string, string> {
  const found = new Map<string, string>();
  const content = (file: string): string =>
    found.get(file) ?? readFileSync(join(root, file), "utf8");
  const keep = (file: string, text: string): void => {
    if (text !== content(file)) found.set(file, text);
  };
  for (const { file, pattern, value } of PLACES) {
    const text = content(file);
    if (!text.match(pattern)) throw new Error(`${file}: nothing matches ${pattern.source}`);
    const wanted = publication[value];
    keep(
      file,
      text.replace(pattern, (whole, old: string) => whole.replace(old, wanted)),
    );
  }
  for (const [name, block] of Object.entries(blocks(publication))) {
    const marked = new RegExp(`(<!-- publication: ${name} -->\n)[^]*?(<!-- /publication -->)`);
    keep(README, content(README).replace(marked, `$1${block}$2`));
  }
  return found;
}

/** Return the README's text between the comments `publication: <name>` and `/publication`, by name. */
function blocks({ repository }: Publication): Record<string, string> {
  const [owner, name] = repository.split("/");
  const link = (text: string, image: string, target: string): string =>
    `[![${text}](${image})](${target})\n`;
  const badge = (text: string, file: string): string => {
    const workflow = `https://github.com/${repository}/actions/workflows/${file}`;
    return link(text, `${workflow}/badge.svg`, workflow);
  };
  const my = "https://my.home-assistant.io";
  return {
    badges: badge("Tests", "test.yml") + badge("Validation", "validate.yml"),
    hacs: link(
      "Open this repository in HACS",
      `${my}/badges/hacs_repository.svg`,
      `${my}/redirect/hacs_repository/?owner=${owner}&repository=${name}&category=integration`,
    ),
  };
}
