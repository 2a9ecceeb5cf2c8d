/** A real Home Assistant process on a configuration directory. */
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { python } from "../setup/environments.js";
import { Refusal } from "../setup/say.js";

/** Home Assistant ends with this when it wants to be started again. */
const RESTART = 100;
const GRACE = 20_000;

export class HomeAssistant {
  private child?: ChildProcess;
  private stopping = false;
  /** Set when it ended without being told to. */
  crashed = false;

  private constructor(
    readonly config: string,
    private readonly interpreter: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Start it. `authority` is a file of roots it trusts in place of the public ones. */
  static async start(config: string, authority: string | null): Promise<HomeAssistant> {
    const env: NodeJS.ProcessEnv = { ...process.env, PYTHONUNBUFFERED: "1" };
    // Roots of the machine that runs the demo must not decide what the demo shows.
    delete env.REQUESTS_CA_BUNDLE;
    if (authority) env.REQUESTS_CA_BUNDLE = authority;
    const instance = new HomeAssistant(config, await python("homeassistant"), env);
    instance.launch();
    return instance;
  }

  get logFile(): string {
    return join(this.config, "demo.log");
  }

  log(): string {
    return readFileSync(this.logFile, "utf8");
  }

  /** Stop it and start it again on the same configuration. */
  async restart(): Promise<void> {
    await this.stop();
    this.stopping = false;
    this.launch();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), GRACE);
    await ended;
    clearTimeout(late);
  }

  /** Refuse when it has ended by itself. */
  assertAlive(): void {
    if (this.crashed) {
      throw new Refusal(`Home Assistant ended by itself; its log is ${this.logFile}`);
    }
  }

  private launch(): void {
    const log = openSync(this.logFile, "a");
    this.child = spawn(
      this.interpreter,
      ["-m", "homeassistant", "--config", this.config, "--skip-pip", "--log-no-color"],
      // A group of its own: a Ctrl-C is the demo's to handle.
      { cwd: this.config, env: this.env, stdio: ["ignore", log, log], detached: true },
    );
    closeSync(log);
    this.child.once("exit", (code) => {
      if (this.stopping) return;
      if (code === RESTART) this.launch();
      else this.crashed = true;
    });
  }
}
