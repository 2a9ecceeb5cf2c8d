/** The pictures that are compared: every state, place and panel at least once, in both themes. */
import { SITUATIONS } from "../../scripts/static-demo/page/situations.js";
import { PLACES } from "../../scripts/static-demo/page/places.js";

export interface Picture {
  /** The name of the file, without its extension. */
  name: string;
  /** The address on the static page. */
  hash: string;
}

/**
 * Languages with long words. Chinese and Japanese are drawn with the machine's own fonts, so their
 * pictures differ from one machine to the next.
 */
const LONG = ["de", "fr", "es", "nl", "it", "pl", "pt-BR"];
/** On these the whole state is small enough for a section. */
const SITUATION_PLACE = "column";
/** Homes with different figures on their tiles. */
const HOMES = ["mixed", "bad", "tricky", "haos", "out-of-sight"];
/** Places that are shown anyway. */
const SHOWN = ["wall", SITUATION_PLACE];

export const PICTURES: Picture[] = [
  picture("wall-good", {}),
  picture("wall-attention-dark", { home: "mixed", theme: "dark" }),
  picture("wall-at-risk", { home: "bad" }),
  picture("wall-unknown", { home: "unknown" }),
  picture("wall-nothing-read-dark", { home: "nothing-read", theme: "dark" }),
  ...Object.keys(PLACES)
    .filter((place) => !SHOWN.includes(place))
    .map((place, at) => picture(`place-${place}`, { home: HOMES[at % HOMES.length] ?? "", place })),
  ...Object.keys(SITUATIONS).map((situation, at) => {
    const theme = at % 2 ? "dark" : "light";
    return picture(`situation-${situation}`, {
      ...{ home: "mixed", place: SITUATION_PLACE },
      ...{ situation, theme },
    });
  }),
  ...LONG.map((language) =>
    picture(`language-${language}`, { home: "bad", place: "column-phone", language }),
  ),
  admin("area", { home: "mixed", place: "column" }),
  admin("evidence", { theme: "dark" }),
  admin("accept", { place: "wall-phone" }),
  admin("checks", { home: "accepted" }),
  admin("changes", { theme: "dark" }),
  admin("review", {}),
  admin("copy", { place: "wall-phone" }),
];

function admin(open: string, choice: Record<string, string>): Picture {
  const wanted = { home: "bad", place: "wall-small", user: "admin", open, ...choice };
  return picture(`admin-${open}`, wanted);
}

function picture(name: string, choice: Record<string, string>): Picture {
  return { name, hash: `#${new URLSearchParams(choice).toString()}` };
}
