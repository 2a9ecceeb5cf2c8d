/** Texts, numbers and times in the user's language, from translations/<language>.json. */
import type { Params } from "../connection/api.js";
import { instant, lenient } from "../connection/guard.js";
import type { HomeAssistant, Localize } from "./home-assistant.js";

/** English texts built into the bundle: what the glance must say while nothing is loaded. */
declare const FALLBACK_WORDS: Record<string, Record<string, unknown> | undefined>;

export const PREFIX = "component.security_posture.config_panel.";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Values = Record<string, string>;
type Language = Partial<Pick<HomeAssistant, "language" | "localize" | "locale" | "config">>;

export class Words {
  /** The language of numbers and dates. */
  locale = "en";
  private timeZone?: string;

  /** `loaded` has the texts that did not arrive through `hass.localize`. */
  constructor(
    private readonly hass: Language = {},
    private readonly loaded?: Localize,
  ) {
    const { locale, language, config } = hass;
    const [tag, zone] = [locale?.language ?? language, config?.time_zone];
    if (tag && isUsable(() => Intl.getCanonicalLocales(tag))) this.locale = tag;
    if (isUsable(() => Intl.DateTimeFormat("en", { timeZone: zone }))) this.timeZone = zone;
  }

  /** Whether translations have arrived; what is not built in would be blank before. */
  get areLoaded(): boolean {
    return [this.hass.localize, this.loaded].some((each) => each && hasTranslations(each));
  }

  /** Return the text of a key such as "areas.host"; "" when there is none in any language. */
  text(key: string, values: Values = {}): string {
    return (
      this.hass.localize?.(PREFIX + key, values) ||
      this.loaded?.(PREFIX + key, values) ||
      fill(english(key), values)
    );
  }

  /** Return a name from a closed list, or what was sent when the list does not hold it. */
  name(list: string, id: string): string {
    return this.text(`${list}.${id}`) || id;
  }

  /** Return the plural form of a text for `n` in the language. */
  plural(key: string, n: number, values: Values = {}): string {
    return joined(this.first(this.forms(key, n), { n: this.number(n), ...values }));
  }

  /** Return one text ("title", "fail", ...) of a check, as its params select it; or "". */
  checkText(check: string, part: string, params: Params): string {
    const [variant, n] = [params.get("variant"), params.get("n")];
    const stems = variant === undefined ? [part] : [`${part}_${variant}`, part];
    const keys = stems.map((stem) => `checks.${check}.${stem}`);
    const values = [...params].map(([name, value]) => [name, this.value(value)]);
    return this.first(
      typeof n === "number" ? keys.flatMap((key) => this.forms(key, n)) : keys,
      Object.fromEntries(values) as Values,
    );
  }

  number(n: number): string {
    return new Intl.NumberFormat(this.locale).format(n);
  }

  /** Return how long ago it was: "4 min. ago". `age` is in milliseconds. */
  ago(age: number): string {
    return age < MINUTE ? this.text("values.just_now") : this.relative(-age, "short");
  }

  /** Return a time relative to now, in the largest fitting unit: "in 71 days", "9 hours ago". */
  relative(offset: number, style?: "short"): string {
    const [n, unit] = inUnits(Math.abs(offset));
    const format = new Intl.RelativeTimeFormat(this.locale, style && { style });
    return joined(format.format(offset < 0 ? -n : n, unit));
  }

  /** Return a length of time in short: "71 d", "9 h", "4 min". */
  span(length: number): string {
    const [n, unit] = inUnits(length);
    return joined(this.text(`values.${unit}`, { n: this.number(n) }));
  }

  /** Return the calendar day of a time as a date field wants it: "2026-11-25". */
  day(at: number): string {
    return this.format(at, {}, "sv"); // Swedish dates are ISO 8601
  }

  /** Return a calendar day: "today", "yesterday", or its date. */
  dayName(at: number, now: number): string {
    // Calendar days, because a day may have 23 or 25 hours.
    const days = (Date.parse(this.day(at)) - Date.parse(this.day(now))) / DAY;
    if (days !== 0 && days !== -1) return this.date(at);
    return new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" }).format(days, "day");
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

  private format(at: number, options: Intl.DateTimeFormatOptions, locale = this.locale): string {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone: this.timeZone }).format(at);
  }

  private forms(key: string, n: number): string[] {
    return [`${key}_${new Intl.PluralRules(this.locale).select(n)}`, `${key}_other`, key];
  }

  private value(value: number | string): string {
    if (typeof value === "number") return this.number(value);
    const at = lenient(instant, null)(value);
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

/** The texts of this page: a page has one language at a time. */
export let words = new Words();

/** Use the language and the texts of `hass` from now on. */
export function setLanguage(hass: HomeAssistant | undefined, loaded?: Localize): void {
  words = new Words(hass, loaded);
}

/** Return whether the integration's texts are among those that `localize` knows. */
export function hasTranslations(localize: Localize | undefined): boolean {
  return Boolean(localize?.(`${PREFIX}card.heading`));
}

function english(key: string): string {
  const [section = "", name = ""] = key.split(".", 2);
  const found = FALLBACK_WORDS[section]?.[name];
  return typeof found === "string" ? found : "";
}

/** Keep a short number and its unit on one line; longer ones would not fit into a tile. */
function joined(text: string): string {
  return text.replace(/(^|[^\d.,\u00a0\u202f])(\d{1,3}) (?=\S{1,9}(?!\S))/g, "$1$2\u00a0");
}

/** Replace the placeholders of a text. */
export function fill(pattern: string, values: Values = {}): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function inUnits(length: number): [n: number, unit: "days" | "hours" | "minutes"] {
  if (length >= 2 * DAY) return [Math.floor(length / DAY), "days"];
  if (length >= HOUR) return [Math.floor(length / HOUR), "hours"];
  return [Math.max(1, Math.floor(length / MINUTE)), "minutes"];
}

function isUsable(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
