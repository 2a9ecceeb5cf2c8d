/** The card in other languages: long words, signs of double width, plurals of four kinds. */
import { VIEWS } from "../demo/dashboard.js";
import { keep } from "./stage.js";
import type { Chapter } from "./shot.js";

const LANGUAGES = { de: "German", ja: "Japanese", pl: "Polish" };

export const languages: Chapter = {
  title: "In other languages",
  says: "At 1280x800, in the language of the user's profile.",
  shots: Object.entries(LANGUAGES).map(([code, name]) => ({
    name: `wall-1280x800-at-risk-${code}`,
    scenario: "bad",
    says: `${name}.`,
    async take({ tablet }) {
      await keep(tablet.page, "selectedLanguage", code);
      await tablet.open(VIEWS.wall);
      // The words come after the English ones that are built in.
      const english = tablet.word.filter({ hasText: /^(At risk|Connecting)$/ });
      await english.waitFor({ state: "detached" });
      return tablet.card;
    },
    after: ({ tablet }) => keep(tablet.page, "selectedLanguage", "en"),
  })),
};
