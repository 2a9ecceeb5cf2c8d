/** Cost of the backend: the report for more facts, and a full check of a real Home Assistant. */
import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Connection } from "home-assistant-js-websocket";
import { freePort } from "../../scripts/demo/free-port.js";
import { Instance } from "../../scripts/demo/instance.js";
import { SCENARIOS } from "../../scripts/demo/scenarios.js";
import { python } from "../../scripts/setup/environments.js";
import { ROOT } from "../../scripts/setup/paths.js";
import { atMost, ratio, info, whole, type Measurement } from "./measurement.js";

/** In milliseconds: a delay that a user notices when toggling a switch. */
const STALL = 50;
const CHECKS = 5;
const BETWEEN_MS = 2;

/** Measure how the time of `evaluate` grows with the number of facts. */
export async function measureEvaluate(): Promise<Measurement[]> {
  const program = ["-m", "test.bench.evaluate_cost"];
  const { stdout } = await promisify(execFile)(await python("test"), program, { cwd: ROOT });
  const measured = JSON.parse(stdout) as { ratio: number; seconds: number; ways: number };
  return [
    info("evaluate: ten times the facts, times as long", ratio(measured.ratio)),
    info("evaluate: then, ms", (measured.seconds * 1000).toFixed(1)),
    info("ways in: every step open, ms", (measured.ways * 1000).toFixed(1)),
  ];
}

/** Measure how the cost of a shareable copy grows with files and with known words. */
export async function measureCopy(): Promise<Measurement[]> {
  const { stdout } = await promisify(execFile)(
    await python("test"),
    ["-m", "test.bench.copy_cost"],
    { cwd: ROOT },
  );
  const measured = JSON.parse(stdout) as Record<
    "parses" | "searched" | "objects" | "files" | "words" | "megabytes",
    number
  >;
  return [
    atMost("copy: times that a file is parsed", measured.parses, 3, ratio),
    atMost("copy: share of the different texts that are searched", measured.searched, 0.3, ratio),
    atMost("copy: objects per file for the garbage collection", measured.objects, 150, ratio),
    atMost("copy: four times the files, four times as long, times", measured.files, 1.5, ratio),
    atMost("copy: ten times the known words, times as long", measured.words, 2, ratio),
    info("copy: seconds of processor time for a megabyte", ratio(measured.megabytes)),
  ];
}

/** Measure how long Home Assistant delays other requests during a full check. */
export async function measureStalls(): Promise<Measurement[]> {
  const instance = await Instance.start({
    port: await freePort(),
    scenario: SCENARIOS.mixed,
    config: null,
  });
  try {
    await instance.snapshot();
    const { connection } = instance;
    let took = 0;
    const waits: number[] = [];
    for (let n = 0; n < CHECKS; n++) {
      const began = performance.now();
      const checking = connection.sendMessagePromise({ type: "security_posture/recheck" });
      waits.push(...(await waitsDuring(connection, checking)));
      took += performance.now() - began;
    }
    const quiet = await waitsDuring(connection, sleep(took));
    const stalls = (all: number[]): string => whole(all.filter((wait) => wait > STALL).length);
    return [
      info(`full check: ms each, of ${CHECKS}`, whole(Math.round(took / CHECKS))),
      info(`full check: pings that waited over ${STALL} ms`, `${stalls(waits)} of ${waits.length}`),
      info("full check: longest wait of a ping, ms", whole(Math.round(Math.max(...waits)))),
      info("full check: the same without one", `${stalls(quiet)} of ${quiet.length}`),
    ];
  } finally {
    await instance.stop();
  }
}

/** Ping repeatedly until a promise has settled; resolve with the milliseconds of each ping. */
async function waitsDuring(connection: Connection, thing: Promise<unknown>): Promise<number[]> {
  let isSettled = false;
  const settled = thing.finally(() => (isSettled = true));
  const waits: number[] = [];
  while (!isSettled) {
    const began = performance.now();
    await connection.ping();
    waits.push(performance.now() - began);
    await sleep(BETWEEN_MS);
  }
  await settled;
  return waits;
}
