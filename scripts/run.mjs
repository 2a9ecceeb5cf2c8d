// Run a TypeScript script of this folder; install the Node packages first if needed.
// Plain JavaScript without dependencies, because it must work before they are installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OLDEST_NODE = [20, 19];

function fail(message) {
  console.error(message);
  process.exit(2);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  fail(`Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

const [name, ...args] = process.argv.slice(2);
const script = join(ROOT, "scripts", `${name}.ts`);
if (!name || !existsSync(script)) fail(`There is no script "${name ?? ""}".`);

const lock = createHash("sha256")
  .update(readFileSync(join(ROOT, "package-lock.json")))
  .digest("hex");
const stamp = join(ROOT, "node_modules", ".installed-lock");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  console.error("Installing the Node packages ...");
  // Standard output is reserved for the script.
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) fail("The Node packages could not be installed; see above.");
  writeFileSync(stamp, lock);
}

const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
  cwd: ROOT,
  stdio: "inherit",
});
// The child receives Ctrl-C too; this process waits until it has cleaned up.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => signal === "SIGINT" || child.kill(signal));
}
// When npm is terminated, its shell ends but this process is not notified: watch the parent.
const parent = process.ppid;
setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 500).unref();
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
