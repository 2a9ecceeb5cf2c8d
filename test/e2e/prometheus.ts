/** A real Prometheus server with the files of docs/fleet, which monitors two homes. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../scripts/demo/free-port.js";
import type { Deadline } from "../../scripts/demo/deadline.js";
import { runOrThrow } from "../../scripts/setup/command.js";
import { FLEET } from "../../scripts/setup/paths.js";
import type { PrometheusPrograms } from "../../scripts/setup/prometheus.js";

const CONFIG = "prometheus.yml";
const RULES = "security-posture.rules.yml";

/** A home in the shipped configuration. */
export interface Home {
  name: "harbour" | "mill";
  /** Its host:port in the shipped configuration, and in the test. */
  shipped: string;
  target: string;
  token: string;
  /** The file of its certificate authority. */
  authority: string;
}

export interface Sample {
  metric: Record<string, string>;
  value: [number, string];
}

export interface Alert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  state: "pending" | "firing";
  activeAt: string;
  value: string;
}

/**
 * Write the shipped files to a folder, with the addresses of these homes and with intervals of
 * seconds instead of minutes.
 */
export function writeConfiguration(folder: string, homes: Home[]): void {
  let config = read(CONFIG);
  const change = (from: string, to: string): void => {
    assert.equal(config.split(from).length, 2, `${CONFIG} has "${from}" once`);
    config = config.replace(from, to);
  };
  change("scrape_interval: 1m", "scrape_interval: 1s");
  change("evaluation_interval: 1m", "evaluation_interval: 1s");
  for (const { name, shipped, target, token, authority } of homes) {
    change(`"${shipped}"`, `"${target}"`);
    const file = `credentials_file: tokens/${name}`;
    if (!config.includes(`authorities/${name}.pem`)) {
      change(file, `${file}\n    tls_config:\n      ca_file: authorities/${name}.pem`);
    }
    for (const part of ["tokens", "authorities"])
      mkdirSync(join(folder, part), { recursive: true });
    writeFileSync(join(folder, "tokens", name), token, { mode: 0o600 });
    copyFileSync(authority, join(folder, "authorities", `${name}.pem`));
  }
  writeFileSync(join(folder, CONFIG), config);
  const rules = read(RULES);
  assert.equal(rules.split("for: 1m\n").length, 2, "one alert fires after a minute");
  writeFileSync(join(folder, RULES), rules.replace("for: 1m\n", "for: 2s\n"));
}

export class Prometheus {
  private constructor(
    private readonly url: string,
    private readonly child: ChildProcess,
  ) {
    process.once("exit", () => child.kill("SIGKILL"));
  }

  /** Validate the configuration in a folder with promtool, and start a server with it. */
  static async start(
    { server, promtool }: PrometheusPrograms,
    folder: string,
    deadline: Deadline,
  ): Promise<Prometheus> {
    const config = join(folder, CONFIG);
    await runOrThrow("promtool check config", promtool, ["check", "config", config]);
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(
      server,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, "data")}`,
        `--web.listen-address=${address}`,
        "--log.level=error",
      ],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    const prometheus = new Prometheus(`http://${address}`, child);
    await deadline.waitUntil("Prometheus did not start", async () => {
      assert.equal(child.exitCode, null, "Prometheus exited unexpectedly");
      const answer = await fetch(`${prometheus.url}/-/ready`).catch(() => undefined);
      return answer?.ok || undefined;
    });
    return prometheus;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await gone;
  }

  /** Return the current result of a query. */
  async query(expression: string): Promise<Sample[]> {
    const { result } = await this.ask<{ result: Sample[] }>("query", { query: expression });
    return result;
  }

  /** Return the labels of every series that a selector matches. */
  series(selector: string): Promise<Record<string, string>[]> {
    return this.ask("series", { "match[]": selector });
  }

  async alerts(): Promise<Alert[]> {
    return (await this.ask<{ alerts: Alert[] }>("alerts")).alerts;
  }

  private async ask<T>(path: string, question: Record<string, string> = {}): Promise<T> {
    const text = new URLSearchParams(question).toString();
    const answer = await fetch(`${this.url}/api/v1/${path}?${text}`);
    const { status, data, error } = (await answer.json()) as {
      status: string;
      data: T;
      error?: string;
    };
    assert.equal(status, "success", `${error ?? ""} ${text}`);
    return data;
  }
}

function read(name: string): string {
  return readFileSync(join(FLEET, name), "utf8");
}
