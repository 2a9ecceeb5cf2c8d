/** The card in other languages: long words, wide characters, several plural forms. */
import { VIEWS } from "../demo/dashboard.js";
import { setLocalStorage } from "./session.js";
import type { Chapter } from "./screenshot.js";

const LANGUAGES = { de: "German", ja: "Japanese", pl: "Polish" };

export const languages: Chapter = {
  title: "In other languages",
  intro: "At 1280x800, in the language of the user's profile.",
  screenshots: Object.entries(LANGUAGES).map(([code, name]) => ({
    name: `wall-1280x800-at-risk-${code}`,
    scenario: "bad",
    caption: `${name}.`,
    async take({ tablet }) {
      await setLocalStorage(tablet.page, "selectedLanguage", code);
      await tablet.open(VIEWS.wall);
      // The card shows its built-in English texts until the translations are loaded.
      const english = tablet.stateText.filter({ hasText: /^(At risk|Connecting)$/ });
      await english.waitFor({ state: "detached" });
      return tablet.card;
    },
    after: ({ tablet }) => setLocalStorage(tablet.page, "selectedLanguage", "en"),
  })),
};
