/**
 * Words. They live in the integration's translations and come through the frontend; the English
 * ones of the card's own frame are built in, so that a failed load never shows blanks.
 */
import type { HomeAssistant } from "./home-assistant.js";

type Tree = { [key: string]: Tree | string };

/** Set by the build: the frame's part of translations/en.json. */
declare const FALLBACK_WORDS: Tree;

export type Params = Readonly<Record<string, string | number>>;

const PREFIX = "component.security_posture.config_panel.";

export class Words {
  private readonly plurals: Intl.PluralRules;

  constructor(
    private readonly hass: HomeAssistant | undefined,
    private readonly language = hass?.locale?.language ?? hass?.language ?? "en",
  ) {
    this.plurals = new Intl.PluralRules(supported(language));
  }

  /** Return a text, or "" when there is none. */
  text(key: string, params: Params = {}): string {
    return this.hass?.localize?.(PREFIX + key, params) || fill(fallback(key), params);
  }

  /** Return the text for a number, in the form the language has for it. */
  plural(key: string, n: number, params: Params = {}): string {
    const category = this.plurals.select(n);
    return (
      this.text(`${key}_${category}`, { ...params, n }) ||
      this.text(`${key}_other`, { ...params, n }) ||
      this.text(key, { ...params, n })
    );
  }

  /** Return a part of a check's words: by its variant and number, as far as it has them. */
  check(id: string, part: string, params: ReadonlyMap<string, string | number>): string {
    const shown: Record<string, string | number> = {};
    for (const [name, value] of params) {
      shown[name] = typeof value === "string" && name !== "variant" ? this.date(Date.parse(value)) : value;
    }
    const n = params.get("n");
    const variant = params.get("variant");
    for (const key of variant === undefined ? [part] : [`${part}_${variant}`, part]) {
      const path = `checks.${id}.${key}`;
      const text = typeof n === "number" ? this.plural(path, n, shown) : this.text(path, shown);
      if (text) return text;
    }
    return "";
  }

  /** Return a date in the home's time zone. */
  date(at: number): string {
    return this.format(at, { dateStyle: "medium" });
  }

  /** Return a time of day in the home's time zone. */
  time(at: number): string {
    return this.format(at, { timeStyle: "short" });
  }

  private format(at: number, options: Intl.DateTimeFormatOptions): string {
    if (Number.isNaN(at)) return "";
    const timeZone = this.hass?.config?.time_zone;
    try {
      return new Intl.DateTimeFormat(supported(this.language), { ...options, timeZone }).format(at);
    } catch {
      return new Intl.DateTimeFormat("en", options).format(at);
    }
  }
}

function supported(language: string): string {
  try {
    return Intl.PluralRules.supportedLocalesOf(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

function fallback(key: string): string {
  let node: Tree | string | undefined = FALLBACK_WORDS;
  for (const step of key.split(".")) {
    node =
      typeof node === "object" && Object.prototype.hasOwnProperty.call(node, step)
        ? node[step]
        : undefined;
  }
  return typeof node === "string" ? node : "";
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
