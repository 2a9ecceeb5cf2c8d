/** Scenario state that needs a running Home Assistant: backups and failed logins. */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Connection, MessageBase } from "home-assistant-js-websocket";
import { log } from "../setup/cli.js";
import type { Deadline } from "./deadline.js";
import type { Scenario } from "./scenarios.js";

const FAILURE = "Home Assistant created no backup";

interface BackupInfo {
  state: string;
  backups: unknown[];
}

/** Schedule backups, and create one in the local location and in the others. */
export async function createBackup(
  connection: Connection,
  outside: string[],
  deadline: Deadline,
): Promise<void> {
  log("Creating a backup…");
  const ask = <T>(message: MessageBase): Promise<T> =>
    deadline.waitFor(FAILURE, connection.sendMessagePromise<T>(message));
  await ask({
    type: "backup/config/update",
    create_backup: {
      agent_ids: ["backup.local", ...outside],
      include_database: false,
      password: "demo-encryption-key",
    },
    schedule: { recurrence: "daily" },
    automatic_backups_configured: true,
  });
  await ask({ type: "backup/generate_with_automatic_settings" });
  await deadline.waitUntil(FAILURE, async () => {
    const info = await ask<BackupInfo>({ type: "backup/info" });
    return (info.state === "idle" && info.backups.length > 0) || undefined;
  });
}

/**
 * Make failed login attempts from each attacker's address, through the trusted proxy. Home
 * Assistant responds after it has created its notification.
 */
export async function failLogins(
  url: string,
  { attackers, failuresEach, bannedProxy }: Scenario,
  deadline: Deadline,
): Promise<void> {
  if (!attackers.length || !bannedProxy) return;
  log("Making failed login attempts…");
  const failure = "Home Assistant did not respond to a login";
  for (const attacker of attackers) {
    for (let n = 0; n < failuresEach; n++) {
      await deadline.waitFor(failure, failLogin(url, bannedProxy, attacker));
    }
  }
}

async function failLogin(url: string, proxy: string, visitor: string): Promise<void> {
  const post = (path: string, content: object): Promise<{ flow_id?: string }> =>
    postThrough(proxy, visitor, new URL(path, url), content);
  const client = { client_id: `${url}/`, redirect_uri: `${url}/` };
  const flow = await post("/auth/login_flow", { ...client, handler: ["homeassistant", null] });
  const guess = { ...client, username: "admin", password: "letmein" };
  await post(`/auth/login_flow/${flow.flow_id ?? ""}`, guess);
}

function postThrough<T>(proxy: string, visitor: string, url: URL, content: object): Promise<T> {
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const options = {
    method: "POST",
    localAddress: proxy,
    rejectUnauthorized: false,
    headers: { "Content-Type": "application/json", "X-Forwarded-For": visitor },
  };
  return new Promise((resolve, reject) => {
    const request = send(
      { ...options, hostname: "127.0.0.1", port: url.port, path: url.pathname },
      (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
        answer.on("end", () => resolve(JSON.parse(text || "{}") as T));
      },
    );
    request.on("error", reject);
    request.end(JSON.stringify(content));
  });
}
