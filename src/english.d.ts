declare module "virtual:english" {
  /** The card's own words in English, from translations/en.json at build time, keyed "areas.host". */
  export const ENGLISH: Readonly<Record<string, string>>;
}
