/** What the card uses of Home Assistant's `hass` object; much of it is missing while a page starts. */
import type { HomeAssistant as CardHelpersHass } from "custom-card-helpers";

/** Home Assistant's function: "" for a key without a text. */
export type Localize = (key: string, values?: Record<string, string>) => string;

/** Types of custom-card-helpers where they are right for today's frontend, and our own where not. */
export interface HomeAssistant
  extends
    Pick<CardHelpersHass, "connection" | "language">,
    Partial<Pick<CardHelpersHass, "panels">> {
  localize: Localize;
  /** Resolves with `localize` on today's frontend. */
  loadBackendTranslation?: (category: string, integration: string) => Promise<unknown>;
  locale?: { language?: string; time_format?: string };
  config?: { time_zone?: string; version?: string };
  /** `external` is there in Home Assistant's apps. */
  user?: { is_admin?: boolean };
  themes?: unknown;
  kioskMode?: boolean;
  /** "docked", "always_hidden" or "auto"; a boolean in custom-card-helpers. */
  dockedSidebar?: string;
  entities?: Record<string, { platform?: string; translation_key?: string } | undefined>;
}
