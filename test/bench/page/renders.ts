/** Count the renders of an element for unrelated and related changes. */
import { FakeConnection, createRisk, localize } from "../../card/builders.js";
import { drawn, rendersOf, show, type Kind } from "./elements.js";
import { Home } from "./home.js";

/** The parts of `hass` that are shown, each with a new value. */
const RELATED: Record<string, () => object> = {
  words: () => ({ localize: (key: string) => localize(key) }),
  language: () => ({ language: "de" }),
  locale: () => ({ locale: { language: "de" } }),
  user: () => ({ user: { is_admin: true } }),
  panels: () => ({ panels: {} }),
  themes: () => ({ themes: {} }),
  "kiosk mode": () => ({ kioskMode: true }),
  sidebar: () => ({ dockedSidebar: "always_hidden" }),
};

interface Renders {
  unrelated: number;
  /** By what changed; each was set once. */
  related: Record<string, number>;
}

export async function countRenders(kind: Kind, sets: number): Promise<Renders> {
  const connection = new FakeConnection();
  const home = new Home(connection);
  const element = show(kind, home.hass);
  await drawn(element);
  const renders = rendersOf(element);
  const during = async (change: () => void): Promise<number> => {
    const before = renders();
    change();
    await drawn(element);
    return renders() - before;
  };
  for (let n = 0; n < sets; n++) {
    element.hass = home.unrelated();
    await element.updateComplete;
  }
  await drawn(element);
  const unrelated = renders();
  const related: Record<string, number> = {};
  for (const [name, part] of Object.entries(RELATED))
    related[name] = await during(() => (element.hass = home.related(part())));
  related.message = await during(() => connection.push(createRisk()));
  element.remove();
  return { unrelated, related };
}
