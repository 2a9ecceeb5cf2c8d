/** Readers of untrusted values. Each returns what it names, or refuses the whole message. */
export type Fields = Record<string, unknown>;

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

export function object(raw: unknown): Fields {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw)
    ? (raw as Fields)
    : refuse();
}

export function rows(raw: unknown): Fields[] {
  return Array.isArray(raw) && raw.length <= MAX_ROWS ? raw.map(object) : refuse();
}

export function distinct<T extends { id: string }>(list: T[]): T[] {
  return new Set(list.map(({ id }) => id)).size === list.length ? list : refuse();
}

export function known<T extends string>(names: readonly T[], raw: unknown): T | undefined {
  return names.find((name) => name === raw);
}

export function clip(raw: string): string {
  return raw.length <= MAX_TEXT ? raw : `${raw.slice(0, MAX_TEXT)}…`;
}

export function text(raw: unknown): string {
  return typeof raw === "string" ? clip(raw) : refuse();
}

/** Return an address of this page for the bytes that base64 stands for; to be revoked. */
export function blobUrl(raw: unknown): string {
  try {
    const bytes = Uint8Array.from(atob(raw as string), (char) => char.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes]));
  } catch {
    return refuse();
  }
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

/** Return milliseconds since 1970 of an ISO 8601 time, or null. */
export function instant(raw: unknown): number | null {
  const at = typeof raw === "string" && ISO_INSTANT.test(raw) ? Date.parse(raw) : NaN;
  return Number.isNaN(at) ? null : at;
}

export function nullable<T>(read: (raw: unknown) => T, raw: unknown): T | null {
  return raw === null ? null : read(raw);
}

export function optional<T>(read: (raw: unknown) => T, raw: unknown): T | null {
  return raw === undefined || raw === null ? null : read(raw);
}
