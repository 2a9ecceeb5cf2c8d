/** A command over the connection, with a timeout. */
import type { Connection } from "home-assistant-js-websocket";

export type Answer<T> = T | "loading" | "failed" | "refused";
export interface CommandMessage {
  type: string;
  check_id?: string;
  reason?: string;
  until?: string;
  confirmation?: string;
  kind?: string;
  text?: string;
  on?: boolean;
}

// The connection itself waits without end.
const ANSWER_TIMEOUT = 15_000;

/** Resolve with the parsed answer, or with why there is none. Never rejects. */
export async function request<T>(
  connection: Connection,
  message: CommandMessage,
  parse: (raw: unknown) => T,
): Promise<T | "failed" | "refused"> {
  try {
    return parse(await requestOrThrow(connection, message));
  } catch (error) {
    return codeOf(error) === "unauthorized" ? "refused" : "failed";
  }
}

/** Resolve with the raw answer; reject with the server's error or after the timeout. */
export function requestOrThrow(
  connection: Connection,
  message: CommandMessage,
  timeout = ANSWER_TIMEOUT,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No answer")), timeout);
    connection
      .sendMessagePromise(message)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** Return the code of a server's error, or "". */
export function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null | undefined)?.code ?? "");
}
