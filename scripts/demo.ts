/** `npm start`: a real Home Assistant with the integration, two people and a dashboard. */
import { createInterface } from "node:readline";
import { oneTimeCode, type People } from "./demo/accounts.js";
import { DASHBOARD, VIEWS } from "./demo/dashboard.js";
import { Instance } from "./demo/instance.js";
import { readOptions, type Options } from "./demo/options.js";
import { SCENARIOS } from "./demo/scenarios.js";
import { runMain, say } from "./setup/say.js";

async function main(): Promise<number> {
  const options = await readOptions(process.argv.slice(2));
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve());
  });
  const starting = Instance.start(options);
  const instance = await Promise.race([starting, interrupted]);
  if (!instance) {
    say("Stopping ...");
    await (await starting).stop();
    return 130;
  }
  try {
    if (options.once) {
      process.stdout.write(`${JSON.stringify(await instance.snapshot(), null, 2)}\n`);
      return 0;
    }
    await instance.snapshot();
    introduce(instance, options);
    await interrupted;
    say("Stopping ...");
    return 0;
  } finally {
    await instance.stop();
  }
}

function introduce({ url, people }: Instance, options: Options): void {
  say("");
  say(`On the wall:  ${url}/${DASHBOARD}/${VIEWS.wall}`);
  say(`In sections:  ${url}/${DASHBOARD}/${VIEWS.sections}`);
  say("");
  if (people) accounts(people, options);
  else say("Sign in with an account of your own configuration.");
  if (url.startsWith("https"))
    say("The certificate was made on the spot: the browser will warn once.");
  say("Ctrl-C stops it and leaves nothing behind.");
}

function accounts({ admin, tablet, otpSecret }: People, { scenario }: Options): void {
  for (const person of [admin, tablet]) {
    say(
      `${person.name.padEnd(14)} user name ${person.username.padEnd(8)} password ${person.password}`,
    );
  }
  if (!SCENARIOS[scenario].mfa) return;
  say(
    `The administrator needs a one-time code, now ${oneTimeCode(otpSecret)}; Enter shows a new one.`,
  );
  say(`For an authenticator app: ${otpSecret}`);
  createInterface({ input: process.stdin }).on("line", () =>
    say(`One-time code: ${oneTimeCode(otpSecret)}`),
  );
}

await runMain(main);
// Open handles of the libraries must not keep a finished demo alive.
process.exit();
