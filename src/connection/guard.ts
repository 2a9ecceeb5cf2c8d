/** Parsers of untrusted values. Each returns what it names, or throws `InvalidMessage`. */
export type Parser<T> = (raw: unknown) => T;

// More than any real report has; a longer list is an error of the sender.
const MAX_ROWS = 500;
const MAX_TEXT = 256;
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

class InvalidMessage extends Error {}

export function reject(): never {
  throw new InvalidMessage();
}

/** Return what `parse` returns, or `otherwise` when it throws `InvalidMessage`. */
export function guarded<T>(parse: () => T, otherwise: T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InvalidMessage) return otherwise;
    throw error;
  }
}

export function object(raw: unknown): Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw)
    ? (raw as Record<string, unknown>)
    : reject();
}

/** Parse the named fields; all others are left out. */
export function shape<T extends object>(fields: { [K in keyof T]: Parser<T[K]> }): Parser<T> {
  return (raw) => {
    const source = object(raw);
    const parse = ([name, field]: [string, unknown]): [string, unknown] => [
      name,
      (field as Parser<unknown>)(source[name]),
    ];
    return Object.fromEntries(Object.entries(fields).map(parse)) as T;
  };
}

export function list<T>(parse: Parser<T>): Parser<T[]> {
  return (raw) => (Array.isArray(raw) && raw.length <= MAX_ROWS ? raw.map(parse) : reject());
}

/** Parse a list in which every id is unique. */
export function uniqueById<T extends { id: string }>(parse: Parser<T>): Parser<T[]> {
  return (raw) => {
    const rows = list(parse)(raw);
    return new Set(rows.map(({ id }) => id)).size === rows.length ? rows : reject();
  };
}

/** Parse one of the names. */
export function oneOf<T extends string>(names: readonly T[]): Parser<T> {
  return (raw) => names.find((name) => name === raw) ?? reject();
}

/** Parse with `otherwise` in place of an invalid value. */
export function lenient<T, const O>(parse: Parser<T>, otherwise: O): Parser<T | O> {
  return (raw) => guarded<T | O>(() => parse(raw), otherwise);
}

export function optional<T>(parse: Parser<T>): Parser<T | null> {
  return (raw) => (raw === undefined || raw === null ? null : parse(raw));
}

export function clip(raw: string): string {
  return raw.length <= MAX_TEXT ? raw : `${raw.slice(0, MAX_TEXT)}…`;
}

export function text(raw: unknown): string {
  return typeof raw === "string" ? clip(raw) : reject();
}

export function boolean(raw: unknown): boolean {
  return typeof raw === "boolean" ? raw : reject();
}

export function wholeNumber(raw: unknown): number {
  return Number.isSafeInteger(raw) && (raw as number) >= 0 ? (raw as number) : reject();
}

export function percent(raw: unknown): number {
  const n = wholeNumber(raw);
  return n <= 100 ? n : reject();
}

/** Parse an ISO 8601 time to milliseconds since 1970. */
export function instant(raw: unknown): number {
  const at = typeof raw === "string" && ISO_INSTANT.test(raw) ? Date.parse(raw) : NaN;
  return Number.isNaN(at) ? reject() : at;
}

/** Parse base64 to a blob address of its bytes; the caller revokes it. */
export function blobUrl(raw: unknown): string {
  try {
    const bytes = Uint8Array.from(atob(raw as string), (char) => char.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes]));
  } catch {
    return reject();
  }
}
