/** The command-line options of the demo. */
import { statSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../setup/cli.js";
import { SCENARIOS, haos, type Scenario } from "./scenarios.js";
import { BEHAVIOURS } from "./supervisor/behaviours.js";
import { MACHINES } from "./supervisor/machines.js";

const DEFAULT_PORT = 8123;
const USAGE_ERROR = 2;

export interface Options {
  port: number;
  scenario: Scenario;
  /** Print the administrator's snapshot and exit. */
  once: boolean;
  /** An existing configuration to copy, instead of a scenario. */
  config: string | null;
}

/** Return the options, or throw a UserError. */
export async function readOptions(args: string[]): Promise<Options> {
  const values = parsed(args);
  if (values.config !== undefined && values.scenario !== undefined) {
    throw usageError("Use either --config or --scenario, not both.");
  }
  const options = {
    port: portNumber(values.port),
    scenario: scenario(values),
    once: values.once ?? false,
    config: values.config === undefined ? null : configuration(values.config),
  };
  await assertFree(options.port);
  return options;
}

interface Values {
  port?: string;
  scenario?: string;
  machine?: string;
  supervisor?: string;
  once?: boolean;
  config?: string;
}

function parsed(args: string[]): Values {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        scenario: { type: "string" },
        machine: { type: "string" },
        supervisor: { type: "string" },
        once: { type: "boolean" },
        config: { type: "string" },
      },
    }).values;
  } catch (error) {
    const [line] = String((error as Error).message).split(/\. |\n/);
    throw usageError(
      `${line}. The options are --port, --scenario, --machine, --supervisor, --once and --config.`,
    );
  }
}

function portNumber(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535)
    throw usageError(`"${text}" is not a valid port. Use a number from 1 to 65535.`);
  return port;
}

function scenario({ scenario: name = "mixed", machine, supervisor }: Values): Scenario {
  const found = SCENARIOS[oneOf("scenario", name, SCENARIOS)];
  if (machine === undefined && supervisor === undefined) return found;
  if (found !== SCENARIOS.haos) {
    throw usageError("--machine and --supervisor are options of --scenario haos.");
  }
  return haos(
    oneOf("machine", machine ?? "typical", MACHINES),
    oneOf("supervisor", supervisor ?? "ready", BEHAVIOURS),
  );
}

function oneOf<T extends object>(what: string, name: string, known: T): keyof T {
  if (Object.keys(known).includes(name)) return name as keyof T;
  throw usageError(
    `Unknown ${what} "${name}". Available ${what}s: ${Object.keys(known).join(", ")}.`,
  );
}

function configuration(directory: string): string {
  const path = resolve(directory);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw usageError(`The directory ${directory} does not exist.`);
  }
  if (!statSync(join(path, "configuration.yaml"), { throwIfNoEntry: false })?.isFile()) {
    throw usageError(
      `${directory} is not a Home Assistant configuration: it has no configuration.yaml.`,
    );
  }
  return path;
}

/** Throw if it is not possible to listen on a port. */
function assertFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) =>
      reject(
        usageError(
          code === "EACCES"
            ? `Port ${port} cannot be used by this user. Choose another one with --port.`
            : `Port ${port} is in use; choose another with --port.`,
        ),
      ),
    );
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => resolve()));
  });
}

function usageError(message: string): UserError {
  return new UserError(message, USAGE_ERROR);
}
