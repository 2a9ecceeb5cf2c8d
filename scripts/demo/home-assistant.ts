/** A real Home Assistant process on a configuration directory. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../setup/cli.js";
import type { Account } from "./process-user.js";

/** Home Assistant ends with this when it wants to be started again. */
const RESTART = 100;
/** What is killed has not saved its state; a busy machine takes long to end it. */
const GRACE_MS = 60_000;

export class HomeAssistant {
  /** Set when it ended without being told to. */
  crashed = false;
  /** Settles when it ended without being told to. */
  readonly ended: Promise<void>;
  private readonly env: NodeJS.ProcessEnv;
  private child: ChildProcess;
  private stopping = false;
  private markEnded: () => void = () => undefined;

  /** Start it. `authority` is a file of roots it trusts in place of the public ones. */
  constructor(
    readonly config: string,
    private readonly interpreter: string,
    authority: string | null,
    private readonly account: Account,
  ) {
    this.ended = new Promise((resolve) => (this.markEnded = resolve));
    this.env = { ...process.env, PYTHONUNBUFFERED: "1", ...account.env };
    // Roots of the machine that runs the demo must not decide what the demo shows.
    delete this.env.REQUESTS_CA_BUNDLE;
    if (authority) this.env.REQUESTS_CA_BUNDLE = authority;
    this.child = this.launch();
    process.once("exit", () => this.child.kill("SIGKILL"));
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
    this.child = this.launch();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    await gone;
    clearTimeout(late);
  }

  /** Refuse when it has ended by itself. */
  assertAlive(): void {
    if (this.crashed) {
      throw new UserError(`Home Assistant exited unexpectedly. See its log: ${this.logFile}`);
    }
  }

  private launch(): ChildProcess {
    const log = openSync(this.logFile, "a");
    const { uid, gid } = this.account;
    const child = spawn(
      this.interpreter,
      ["-m", "homeassistant", "--config", this.config, "--skip-pip", "--log-no-color"],
      // A group of its own: a Ctrl-C is the demo's to handle.
      { cwd: this.config, env: this.env, uid, gid, stdio: ["ignore", log, log], detached: true },
    );
    closeSync(log);
    child.once("exit", (code) => {
      if (this.stopping) return;
      if (code === RESTART) {
        this.child = this.launch();
        return;
      }
      this.crashed = true;
      this.markEnded();
    });
    return child;
  }
}
