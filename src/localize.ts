/** Words, numbers and times in the user's language, from translations/<language>.json. */
import type { Params } from "./api.js";
import { instant } from "./guard.js";
import type { HomeAssistant } from "./home-assistant.js";

/** The card's own words in English, put here by the build, so that a failed load never shows blanks. */
declare const FALLBACK_WORDS: Record<string, Record<string, unknown> | undefined>;

const PREFIX = "component.security_posture.config_panel.";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Values = Record<string, string>;
type Language = Partial<Pick<HomeAssistant, "language" | "localize" | "locale" | "config">>;

export class Words {
  private readonly locale: string;
  private readonly timeZone: string | undefined;
  private readonly plurals: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;
  private readonly ages: Intl.RelativeTimeFormat;

  constructor(private readonly hass: Language = {}) {
    this.locale =
      usable(hass.locale?.language ?? hass.language, (tag) => Intl.getCanonicalLocales(tag)) ??
      "en";
    this.timeZone = usable(
      hass.config?.time_zone,
      (zone) => new Intl.DateTimeFormat("en", { timeZone: zone }),
    );
    this.plurals = new Intl.PluralRules(this.locale);
    this.numbers = new Intl.NumberFormat(this.locale);
    this.ages = new Intl.RelativeTimeFormat(this.locale);
  }

  /** Return the word of a key such as "areas.host"; "" when there is none in any language. */
  text(key: string, values: Values = {}): string {
    return this.hass.localize?.(PREFIX + key, values) || fill(english(key), values);
  }

  /** Return a name from a closed list, or what was sent when the list does not hold it. */
  name(list: string, id: string): string {
    return this.text(`${list}.${id}`) || id;
  }

  /** Return the form of a counted word that the language wants for `n`. */
  counted(key: string, n: number, values: Values = {}): string {
    const filled = { n: this.number(n), ...values };
    return this.first([`${key}_${this.plurals.select(n)}`, `${key}_other`, key], filled);
  }

  /** Return one part ("title", "fail", ...) of a check's words, as its params select it; or "". */
  part(check: string, part: string, params: Params): string {
    const stems = [part];
    const variant = params.get("variant");
    if (variant !== undefined) stems.unshift(`${part}_${variant}`);
    const n = params.get("n");
    const forms = typeof n === "number" ? [`_${this.plurals.select(n)}`, "_other", ""] : [""];
    const keys = stems.flatMap((stem) => forms.map((form) => `checks.${check}.${stem}${form}`));
    return this.first(keys, this.values(params));
  }

  number(n: number): string {
    return this.numbers.format(n);
  }

  /** Return how long ago it was, in the largest fitting unit. `age` is in milliseconds. */
  ago(age: number): string {
    if (age < MINUTE) return this.text("values.just_now");
    if (age < HOUR) return this.ages.format(-Math.floor(age / MINUTE), "minute");
    if (age < 2 * DAY) return this.ages.format(-Math.floor(age / HOUR), "hour");
    return this.ages.format(-Math.floor(age / DAY), "day");
  }

  date(at: number): string {
    return this.format(at, { day: "numeric", month: "long", year: "numeric" });
  }

  time(at: number): string {
    return this.format(at, { hour: "numeric", minute: "2-digit", ...this.clock() });
  }

  moment(at: number): string {
    return `${this.date(at)}, ${this.time(at)}`;
  }

  private clock(): Intl.DateTimeFormatOptions {
    const wanted = this.hass.locale?.time_format;
    return wanted === "12" ? { hour12: true } : wanted === "24" ? { hourCycle: "h23" } : {};
  }

  private format(at: number, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, { ...options, timeZone: this.timeZone }).format(at);
  }

  private values(params: Params): Values {
    return Object.fromEntries([...params].map(([name, value]) => [name, this.value(value)]));
  }

  private value(value: number | string): string {
    if (typeof value === "number") return this.number(value);
    const at = instant(value);
    return at === null ? value : this.date(at);
  }

  private first(keys: string[], values: Values): string {
    for (const key of keys) {
      const found = this.text(key, values);
      if (found) return found;
    }
    return "";
  }
}

function english(key: string): string {
  const [part = "", name = ""] = key.split(".", 2);
  const found = FALLBACK_WORDS[part]?.[name];
  return typeof found === "string" ? found : "";
}

function fill(pattern: string, values: Values): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Return `value` when `accepts` does not throw over it. */
function usable(
  value: string | undefined,
  accepts: (value: string) => unknown,
): string | undefined {
  if (!value) return undefined;
  try {
    accepts(value);
    return value;
  } catch {
    return undefined;
  }
}
