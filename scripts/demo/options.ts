/** The demo's command line. */
import { existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Refusal } from "../setup/say.js";
import { SCENARIOS, type ScenarioName } from "./scenarios.js";

const DEFAULT_PORT = 8123;
const USAGE_ERROR = 2;

export interface Options {
  port: number;
  scenario: ScenarioName;
  /** Print the administrator's snapshot and end. */
  once: boolean;
  /** An existing configuration to copy, instead of a scenario. */
  config: string | null;
}

/** Return the options, or refuse in one line. */
export async function readOptions(args: string[]): Promise<Options> {
  const values = parsed(args);
  const scenario = values.scenario ?? "mixed";
  if (!(scenario in SCENARIOS)) {
    throw refusal(
      `There is no scenario "${scenario}"; there are ${Object.keys(SCENARIOS).join(", ")}.`,
    );
  }
  if (values.config !== undefined && values.scenario !== undefined) {
    throw refusal("Give --config or --scenario, not both.");
  }
  const port = portNumber(values.port);
  if (!(await isFree(port))) throw refusal(`Port ${port} is in use; choose another with --port.`);
  return {
    port,
    scenario: scenario as ScenarioName,
    once: values.once ?? false,
    config: values.config === undefined ? null : configuration(values.config),
  };
}

function parsed(args: string[]): {
  port?: string;
  scenario?: string;
  once?: boolean;
  config?: string;
} {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        scenario: { type: "string" },
        once: { type: "boolean" },
        config: { type: "string" },
      },
    }).values;
  } catch (error) {
    const [line] = String((error as Error).message).split(/[.\n]/);
    throw refusal(`${line}. The options are --port, --scenario, --once and --config.`);
  }
}

function portNumber(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw refusal(`"${text}" is not a port; give one from 1 to 65535.`);
  return port;
}

function configuration(directory: string): string {
  const path = resolve(directory);
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw refusal(`There is no directory ${directory}.`);
  }
  if (!existsSync(join(path, "configuration.yaml"))) {
    throw refusal(
      `${directory} is not a Home Assistant configuration: it has no configuration.yaml.`,
    );
  }
  return path;
}

/** Return whether nothing listens on a port of this machine. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once("error", () => answer(false));
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => answer(true)));
  });
}

function refusal(message: string): Refusal {
  return new Refusal(message, USAGE_ERROR);
}
