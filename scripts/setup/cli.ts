/** Messages, errors and exit codes of the scripts. Standard output is reserved for results. */

/** An error the user can fix: printed as one line, without a stack trace. */
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

/** Run a script's main function; an error becomes one line and an exit code. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  // A closed terminal or pipe must not prevent the clean-up.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", (error) => process.exit(report(error)));
  try {
    process.exitCode = await main();
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  log(
    String(error instanceof Error ? error.message : error)
      .split("\n", 1)
      .join(),
  );
  if (error instanceof UserError) return error.exitCode;
  if (process.env.DEBUG) console.error(error);
  return 1;
}
