/** The report of the pictures that differ: before, after and the difference, side by side. */

export interface Failure {
  name: string;
  why: string;
  /** Data URLs; a picture that is missing has none. */
  before?: string;
  after?: string;
  difference?: string;
}

export function report(failures: readonly Failure[]): string {
  const sections = failures.map(
    ({ name, why, before, after, difference }) => `<h2>${name}</h2>
<p>${why}</p>
<div class="row">${column("before", before)}${column("after", after)}${column("difference", difference)}</div>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<title>Pictures that differ</title>
<style>
  body { margin: 16px; font-family: sans-serif; }
  .row { display: flex; gap: 12px; align-items: flex-start; }
  figure { flex: 1 1 0; margin: 0; min-width: 0; }
  img { max-width: 100%; border: 1px solid #999; }
</style>
<h1>Pictures that differ</h1>
<p>Is it wanted? npm run test:visual -- --update</p>
${sections.join("\n")}
</html>
`;
}

function column(label: string, picture: string | undefined): string {
  const shown = picture
    ? `<a href="${picture}"><img alt="${label}" src="${picture}" /></a>`
    : "none";
  return `<figure><figcaption>${label}</figcaption>${shown}</figure>`;
}
