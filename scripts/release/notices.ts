/** The licences of the packages that are built into the card. */
import type { Package } from "./card.js";

export const NOTICES = "THIRD-PARTY-NOTICES.txt";

export function notices(packages: Package[]): string {
  const head = [
    "Security Posture is licensed under the Apache License 2.0; see LICENSE.",
    "Its dashboard card (the files in the folder card) contains code of these packages:",
    ...packages.map(({ name, version, license }) => `* ${name} ${version} (${license})`),
  ].join("\n");
  const texts = packages.map(
    ({ name, version, licenseText }) => `${name} ${version}\n\n${licenseText}`,
  );
  return `${[head, ...texts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
