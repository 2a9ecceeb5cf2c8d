/** The server settings of a copied configuration. */
import { existsSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { log } from "../setup/cli.js";
import { BASE } from "./scenarios.js";
import { httpSlot } from "./seed.js";
import { updateStore } from "./storage.js";

type Slot = Record<string, unknown>;

interface HttpStore {
  stable: Slot | null;
  pending: Slot | null;
  yaml_migration_done: boolean;
}

/** Home Assistant's defaults. */
const DEFAULTS = { ...BASE, banThreshold: -1 };

/** Make the copy listen on localhost only; return whether it serves TLS. */
export function listenOnLocalhost(original: string, config: string, port: number): boolean {
  const empty: HttpStore = { stable: null, pending: null, yaml_migration_done: true };
  let hasTls = false;
  const edit = (data: HttpStore): void => {
    const { ssl_certificate, ssl_key, ...rest } = data.stable ?? {};
    // The demo has no client certificate.
    delete rest.ssl_peer_certificate;
    const tls = tlsFiles(original, config, ssl_certificate, ssl_key);
    hasTls = tls !== null;
    if (ssl_certificate && !hasTls) {
      log("The certificate is not on this machine: the copy uses plain HTTP.");
    }
    data.stable = {
      ...httpSlot({ port, scenario: DEFAULTS, certificates: null }),
      ...rest,
      ...tls,
      server_port: port,
      server_host: ["127.0.0.1"],
    };
    data.pending = null;
  };
  updateStore(config, "http", empty, edit, 3);
  return hasTls;
}

function tlsFiles(
  original: string,
  config: string,
  certificate: unknown,
  key: unknown,
): Slot | null {
  const files = [certificate, key].map((path) => pathInCopy(original, config, path));
  if (!files.every((path) => path !== null && existsSync(path))) return null;
  return { ssl_certificate: files[0], ssl_key: files[1] };
}

/** Return the path of a file of the original in the copy. */
function pathInCopy(original: string, config: string, path: unknown): string | null {
  if (typeof path !== "string") return null;
  const inside = relative(original, path);
  return inside.startsWith("..") || isAbsolute(inside) ? path : join(config, inside);
}
