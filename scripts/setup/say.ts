/** What the scripts tell the person who started them. Standard output is for results only. */

/** A reason to stop that a person can act on: one line, no stack trace. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** Print one line of progress. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Run a script's main function; a refusal or a crash becomes one line and an exit code. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    if (!(error instanceof Refusal) && process.env.DEBUG) console.error(error);
    process.exitCode = error instanceof Refusal ? error.exitCode : 1;
  }
}
