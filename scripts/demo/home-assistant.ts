/** A Home Assistant process for a configuration directory. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../setup/cli.js";
import type { ProcessUser } from "./process-user.js";

/** The exit code with which Home Assistant requests a restart. */
const RESTART_EXIT_CODE = 100;
/** After this time it is killed and cannot save its state; long, because the machine may be busy. */
const STOP_TIMEOUT_MS = 60_000;

export class HomeAssistant {
  /** Whether it exited unexpectedly. */
  crashed = false;
  /** Resolves when it exits unexpectedly. */
  readonly ended: Promise<void>;
  private readonly env: NodeJS.ProcessEnv;
  private child: ChildProcess;
  private stopping = false;
  private resolveEnded: () => void = () => undefined;

  /** Start it. `authority` is a CA file that it trusts instead of the public ones. */
  constructor(
    readonly config: string,
    private readonly interpreter: string,
    authority: string | null,
    private readonly user: ProcessUser,
  ) {
    this.ended = new Promise((resolve) => (this.resolveEnded = resolve));
    this.env = { ...process.env, PYTHONUNBUFFERED: "1", ...user.env };
    // The CA file of the host must not affect the demo.
    delete this.env.REQUESTS_CA_BUNDLE;
    if (authority) this.env.REQUESTS_CA_BUNDLE = authority;
    this.child = this.launch();
    process.once("exit", () => this.child.kill("SIGKILL"));
    // A program that handles no signals, such as a test file, would leave it running.
    if (process.listenerCount("SIGTERM") === 0) process.once("SIGTERM", () => process.exit(143));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get logFile(): string {
    return join(this.config, "demo.log");
  }

  log(): string {
    return readFileSync(this.logFile, "utf8");
  }

  /** Restart it with the same configuration. */
  async restart(): Promise<void> {
    await this.stop();
    this.stopping = false;
    this.child = this.launch();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(late);
  }

  /** Throw if it exited unexpectedly. */
  assertAlive(): void {
    if (this.crashed) {
      throw new UserError(`Home Assistant exited unexpectedly. See its log: ${this.logFile}`);
    }
  }

  private launch(): ChildProcess {
    const log = openSync(this.logFile, "a");
    const { uid, gid } = this.user;
    const child = spawn(
      this.interpreter,
      ["-m", "homeassistant", "--config", this.config, "--skip-pip", "--log-no-color"],
      // A separate process group: the demo handles Ctrl-C.
      { cwd: this.config, env: this.env, uid, gid, stdio: ["ignore", log, log], detached: true },
    );
    closeSync(log);
    child.once("exit", (code) => {
      if (this.stopping) return;
      if (code === RESTART_EXIT_CODE) {
        this.child = this.launch();
        return;
      }
      this.crashed = true;
      this.resolveEnded();
    });
    return child;
  }
}
