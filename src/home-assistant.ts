/** What the card uses of Home Assistant's `hass` object; everything may be missing while a page starts. */
import type { HomeAssistant as CardHelpersHass } from "custom-card-helpers";
import type { Connection } from "home-assistant-js-websocket";

type Localize = (key: string, values?: Record<string, string>) => string;

export interface HomeAssistant extends Pick<CardHelpersHass, "language"> {
  connection: Connection;
  localize: Localize;
  loadBackendTranslation?: (category: string, integration: string) => Promise<unknown>;
  locale?: { language?: string; time_format?: string };
  config?: { time_zone?: string };
  user?: { is_admin?: boolean };
  panels?: Record<string, unknown>;
  entities?: Record<string, { platform?: string } | undefined>;
}

/** Go to a page of Home Assistant without loading the app again. */
export function navigate(path: string): void {
  history.pushState(null, "", path);
  const changed = new CustomEvent("location-changed", { detail: { replace: false } });
  window.dispatchEvent(changed);
}
