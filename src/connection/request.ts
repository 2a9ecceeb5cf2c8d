/** One question over the connection, with an end to the waiting. */
import type { Connection } from "home-assistant-js-websocket";

export type Answer<T> = T | "loading" | "failed" | "refused";
export interface Question {
  type: string;
  check_id?: string;
  reason?: string;
  until?: string;
}

// The connection itself waits for ever.
const ANSWER_WITHIN = 15_000;

/** Resolve with what `read` makes of the answer, or why there is none. Never rejects. */
export async function ask<T>(
  connection: Connection,
  question: Question,
  read: (raw: unknown) => T,
): Promise<T | "failed" | "refused"> {
  try {
    return read(await answered(connection, question));
  } catch (error) {
    return codeOf(error) === "unauthorized" ? "refused" : "failed";
  }
}

/** Resolve with the answer, or reject: with the server's error, or because there was none in time. */
export function answered(
  connection: Connection,
  question: Question,
  within = ANSWER_WITHIN,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("No answer")), within);
    connection
      .sendMessagePromise(question)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

/** Return the code of a server's error, or "". */
export function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null | undefined)?.code ?? "");
}
