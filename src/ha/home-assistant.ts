/** What the card uses of Home Assistant's `hass` object; much of it is missing while a page starts. */
import type { HomeAssistant as CardHelpersHass } from "custom-card-helpers";
import type { Connection } from "home-assistant-js-websocket";

export interface HomeAssistant extends Pick<CardHelpersHass, "language"> {
  connection: Connection;
  localize: (key: string, values?: Record<string, string>) => string;
  loadBackendTranslation?: (category: string, integration: string) => Promise<unknown>;
  locale?: { language?: string; time_format?: string };
  config?: { time_zone?: string };
  user?: { is_admin?: boolean };
  kioskMode?: boolean;
  dockedSidebar?: string;
  themes?: unknown;
  panels?: Record<string, unknown>;
  entities?: Record<string, { platform?: string } | undefined>;
}
