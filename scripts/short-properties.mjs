/** A rollup plugin: the card's own custom properties get names of one letter. Home Assistant's keep theirs. */
const NAME = /--(?!ha-)[a-z-]+(?=:)/g;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export function shortProperties() {
  return {
    name: "short-properties",
    renderChunk(code) {
      const names = [...new Set(code.match(NAME))];
      if (names.length > LETTERS.length) throw new Error("There are more properties than letters.");
      const short = new Map(names.map((name, n) => [name, `--${LETTERS[n]}`]));
      return {
        code: code.replace(/--[a-z-]+(?=[:),])/g, (name) => short.get(name) ?? name),
        map: null,
      };
    },
  };
}
