/** `npm start`: a real Home Assistant with the integration, two users and a dashboard. */
import { once } from "node:events";
import { createInterface } from "node:readline";
import { oneTimeCode, type People } from "./demo/accounts.js";
import { DASHBOARD, VIEWS } from "./demo/dashboard.js";
import { Instance } from "./demo/instance.js";
import { readOptions } from "./demo/options.js";
import { runMain, log } from "./setup/cli.js";

async function main(): Promise<number> {
  const options = await readOptions(process.argv.slice(2));
  const interrupt = interruptSignal();
  const instance = await Instance.start(options, interrupt);
  try {
    const snapshot = await instance.snapshot();
    if (options.once) {
      process.stdout.write(`${JSON.stringify(snapshot, null, 2)}\n`);
      return 0;
    }
    printAddresses(instance, options.scenario.mfa);
    await Promise.race([once(interrupt, "abort"), instance.homeAssistant.ended]);
    instance.homeAssistant.assertAlive();
    return 0;
  } finally {
    await instance.stop();
  }
}

/** Return a signal that is aborted by Ctrl-C or a termination signal. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (!controller.signal.aborted) log("Stopping…");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  return controller.signal;
}

function printAddresses({ url, people }: Instance, mfa: boolean): void {
  log("");
  log(`Wall:      ${url}/${DASHBOARD}/${VIEWS.wall}`);
  log(`Sections:  ${url}/${DASHBOARD}/${VIEWS.sections}`);
  log("");
  if (people) printAccounts(people, mfa);
  else log("Log in with a user of your own configuration.");
  if (people && url.startsWith("https")) {
    log("The certificate is self-signed: the browser shows a warning once.");
  }
  log("Ctrl-C stops it and leaves nothing behind.");
}

function printAccounts({ admin, tablet, otpSecret }: People, mfa: boolean): void {
  for (const { name, username, password } of [admin, tablet]) {
    log(`${name.padEnd(14)} username ${username.padEnd(8)} password ${password}`);
  }
  if (!mfa) return;
  const code = (): string => oneTimeCode(otpSecret);
  log(`The administrator needs a one-time code: ${code()}. Press Enter for a new one.`);
  log(`For an authenticator app: ${otpSecret}`);
  createInterface({ input: process.stdin }).on("line", () => log(`One-time code: ${code()}`));
}

await runMain(main);
// Open handles of the libraries would keep the process alive.
process.exit();
