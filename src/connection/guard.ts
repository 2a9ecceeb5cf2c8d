/** Readers of untrusted values. Each returns what it names, or refuses the whole message. */
export type Read<T> = (raw: unknown) => T;

// More than any real report holds; beyond it something is wrong with the sender.
const MAX_ROWS = 500;
const MAX_TEXT = 256;
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

class Unreadable extends Error {}

export function refuse(): never {
  throw new Unreadable();
}

/** Return what `read` gives, or `otherwise` when it refuses. */
export function guarded<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return otherwise;
    throw error;
  }
}

export function object(raw: unknown): Record<string, unknown> {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw)
    ? (raw as Record<string, unknown>)
    : refuse();
}

/** Read the named fields, and no others. */
export function shape<T extends object>(fields: { [K in keyof T]: Read<T[K]> }): Read<T> {
  return (raw) => {
    const source = object(raw);
    const read = ([name, field]: [string, unknown]): [string, unknown] => [
      name,
      (field as Read<unknown>)(source[name]),
    ];
    return Object.fromEntries(Object.entries(fields).map(read)) as T;
  };
}

export function list<T>(read: Read<T>): Read<T[]> {
  return (raw) => (Array.isArray(raw) && raw.length <= MAX_ROWS ? raw.map(read) : refuse());
}

/** Read a list in which no id stands twice. */
export function distinct<T extends { id: string }>(read: Read<T>): Read<T[]> {
  return (raw) => {
    const rows = list(read)(raw);
    return new Set(rows.map(({ id }) => id)).size === rows.length ? rows : refuse();
  };
}

/** Read one of the names. */
export function oneOf<T extends string>(names: readonly T[]): Read<T> {
  return (raw) => names.find((name) => name === raw) ?? refuse();
}

/** Read with `otherwise` in place of what cannot be read. */
export function lenient<T, const O>(read: Read<T>, otherwise: O): Read<T | O> {
  return (raw) => guarded<T | O>(() => read(raw), otherwise);
}

export function optional<T>(read: Read<T>): Read<T | null> {
  return (raw) => (raw === undefined || raw === null ? null : read(raw));
}

export function clip(raw: string): string {
  return raw.length <= MAX_TEXT ? raw : `${raw.slice(0, MAX_TEXT)}…`;
}

export function text(raw: unknown): string {
  return typeof raw === "string" ? clip(raw) : refuse();
}

export function flag(raw: unknown): boolean {
  return typeof raw === "boolean" ? raw : refuse();
}

export function whole(raw: unknown): number {
  return Number.isSafeInteger(raw) && (raw as number) >= 0 ? (raw as number) : refuse();
}

export function percent(raw: unknown): number {
  const n = whole(raw);
  return n <= 100 ? n : refuse();
}

/** Read an ISO 8601 time as milliseconds since 1970. */
export function instant(raw: unknown): number {
  const at = typeof raw === "string" && ISO_INSTANT.test(raw) ? Date.parse(raw) : NaN;
  return Number.isNaN(at) ? refuse() : at;
}

/** Read base64 as an address of this page for the bytes it stands for; to be revoked. */
export function blobUrl(raw: unknown): string {
  try {
    const bytes = Uint8Array.from(atob(raw as string), (char) => char.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes]));
  } catch {
    return refuse();
  }
}
