/** The filter of the list of checks: by words, regardless of case and accents, and by state. */

/** "" stands for everything. */
export interface Filter {
  text: string;
  group: string;
}

export const NO_FILTER: Filter = { text: "", group: "" };

/** Return a function that tells whether texts contain all words of the query. */
export function matcher(query: string): (texts: string[]) => boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return (texts) => {
    const found = words.length ? fold(texts.join("\n")) : "";
    return words.every((word) => found.includes(word));
  };
}

/** Return a text without case and accents: "Größe" becomes "grosse". */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
}
