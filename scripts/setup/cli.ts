/** What the scripts tell the person who started them. Standard output is for results only. */

/** A reason to stop that a person can act on: one line, no stack trace. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** Print one line of progress. */
export function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Run a script's main function; whatever goes wrong becomes one line and an exit code. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  // A closed terminal or pipe must not keep anybody from ending in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", (error) => process.exit(explain(error)));
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = explain(error);
  }
}

function explain(error: unknown): number {
  log(
    String(error instanceof Error ? error.message : error)
      .split("\n", 1)
      .join(),
  );
  if (error instanceof UserError) return error.exitCode;
  if (process.env.DEBUG) console.error(error);
  return 1;
}
