/** Homes in networks of their own; this needs root, for network namespaces. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const HOMES = fileURLToPath(new URL("network/homes.ts", import.meta.url));
const NAMESPACE = ["--net", "--mount"];

/** Return why the tests cannot run here, or false. */
function reason(): string | false {
  if (process.getuid?.() !== 0) return "needs root, for network namespaces";
  if (spawnSync("ip", ["-V"]).status !== 0) return "needs the program ip (Debian: iproute2)";
  const link = "ip link add end0 type veth peer name end1".split(" ");
  const { status } = spawnSync("unshare", [...NAMESPACE, ...link]);
  return status === 0 ? false : "network namespaces are not available here";
}

describe("homes in networks of their own", { timeout: 900_000, skip: reason() }, () => {
  it("get the right results", async () => {
    const env = { ...process.env };
    delete env.NODE_TEST_CONTEXT; // report here, not to the runner
    const child = spawn(
      "unshare",
      [...NAMESPACE, process.execPath, "--import", "tsx", "--test", HOMES],
      { env, stdio: ["ignore", "pipe", "inherit"] },
    );
    const report = text(child.stdout);
    const [code] = (await once(child, "exit")) as [number];
    assert.equal(code, 0, await report);
    assert.match(await report, /^# pass [1-9]/m);
  });
});
