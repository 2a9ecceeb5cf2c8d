/**
 * A home behind a router, and the internet outside, made of network namespaces. This process is at
 * home, in a namespace of its own, so nothing here touches the machine's network.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const HOST = "home.example.org";
/** The addresses of Home Assistant, of the router, and of a visitor outside. */
export const LAN = { home: "192.168.77.2", router: "192.168.77.1" };
export const WAN = { router: "81.2.69.142", visitor: "81.2.69.1" };
/** Two networks of the prefix that the provider delegated, and the one of the day after. */
export const PREFIX = {
  home: "2a02:2454:77:1:",
  guests: "2a02:2454:77:2:",
  tomorrow: "2a02:2454:99:1:",
};
const VISITOR_V6 = "2001:4860:1::99";

export type Namespace = "router" | "outside" | "guest";

const ROUTER = new URL("router.ts", import.meta.url).pathname;
const VISITOR = new URL("visitor.ts", import.meta.url).pathname;

/** Run `ip` at home, or in another namespace. */
export function ip(command: string, inside?: Namespace): void {
  const where = inside ? ["-n", inside] : [];
  execFileSync("ip", [...where, ...command.split(" ")], { stdio: ["ignore", "ignore", "inherit"] });
}

/** Build the networks. `folder` is for the files that replace those of the machine here. */
export function build(folder: string): void {
  mkdirSync("/run/netns", { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "tmpfs", "/run/netns"]);
  // Only this file knows the name of the home: there is no other resolver here.
  replace(folder, "/etc/hosts", `127.0.0.1 localhost\n::1 localhost\n${WAN.router} ${HOST}\n`);
  replace(folder, "/etc/resolv.conf", "");
  ip("link set lo up");
  for (const name of ["router", "outside", "guest"]) ip(`netns add ${name}`);
  link("home0", undefined, "lan0");
  link("guest0", "guest", "lan1");
  link("visitor0", "outside", "wan0");
  ip(`addr add ${LAN.home}/24 dev home0`);
  ip(`addr add ${LAN.router}/24 dev lan0`, "router");
  ip(`addr add ${WAN.router}/24 dev wan0`, "router");
  ip(`addr add ${WAN.visitor}/24 dev visitor0`, "outside");
  ip(`addr add 2001:4860:1::1/64 dev wan0 nodad`, "router");
  ip(`addr add ${VISITOR_V6}/64 dev visitor0 nodad`, "outside");
  ip(`addr add ${PREFIX.guests}:1/64 dev lan1 nodad`, "router");
  ip(`addr add ${PREFIX.guests}:30/64 dev guest0 nodad`, "guest");
  ip(`-6 route add default via ${PREFIX.guests}:1`, "guest");
  ip(`-6 route add default via 2001:4860:1::1`, "outside");
  ip(`route add default via ${LAN.router}`);
  usePrefix(PREFIX.home);
  execFileSync("ip", [
    ...["netns", "exec", "router", "sh", "-c"],
    "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding",
  ]);
}

/** Give the home's network another prefix, as providers do at night. */
export function usePrefix(prefix: string, former?: string): void {
  if (former) {
    ip(`addr del ${former}:2/64 dev home0`);
    ip(`addr del ${former}:1/64 dev lan0`, "router");
  }
  ip(`addr add ${prefix}:1/64 dev lan0 nodad`, "router");
  ip(`addr add ${prefix}:2/64 dev home0 nodad`);
  ip(`-6 route replace default via ${prefix}:1`);
}

/** Start the router's own page and its port forwarding; resolve when it listens. */
export async function startRouter(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(
    "ip",
    ["netns", "exec", "router", process.execPath, "--import", "tsx", ROUTER, folder, `${port}`],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await new Promise((resolve) => createInterface(child.stdout).once("line", resolve));
  return child;
}

/** Run an action of visitor.ts in another namespace, and return what it prints. */
export function visit(from: Namespace, action: string, ...args: string[]): string {
  return execFileSync(
    "ip",
    ["netns", "exec", from, process.execPath, "--import", "tsx", VISITOR, action, ...args],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  ).trim();
}

/** Connect a namespace to the router. */
function link(name: string, inside: Namespace | undefined, peer: string): void {
  ip(`link add ${name} type veth peer name ${peer} netns router`, inside);
  ip(`link set ${name} up`, inside);
  ip(`link set ${peer} up`, "router");
  if (inside) ip("link set lo up", inside);
}

function replace(folder: string, path: string, content: string): void {
  const own = join(folder, path.replaceAll("/", "-"));
  writeFileSync(own, content, { mode: 0o644 });
  execFileSync("mount", ["--bind", own, path]);
}
