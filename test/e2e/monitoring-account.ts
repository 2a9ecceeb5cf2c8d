/** Create a user for Prometheus as described in docs/fleet. */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import {
  createConnection,
  createLongLivedTokenAuth,
  type Connection,
} from "home-assistant-js-websocket";
import type { Instance } from "../../scripts/demo/instance.js";

export const NAME = "Canary of the monitoring";
const USERNAME = "canary-monitoring";
const DAYS = 365;
const PROVIDER = ["homeassistant", null];

export interface MonitoringAccount {
  /** A long-lived access token. */
  token: string;
  /** A connection with this token. */
  connection: Connection;
}

/** Create a read-only user, log in as this user, and create its token. */
export async function makeMonitoringAccount(
  { connection: admin, url }: Instance,
  authority: string,
): Promise<MonitoringAccount> {
  const { user } = await admin.sendMessagePromise<{ user: { id: string } }>({
    type: "config/auth/create",
    name: NAME,
    group_ids: ["system-users"],
    local_only: true,
  });
  await admin.sendMessagePromise({
    type: "config/auth/update",
    user_id: user.id,
    group_ids: ["system-read-only"],
  });
  const password = randomBytes(24).toString("base64url");
  await admin.sendMessagePromise({
    type: "config/auth_provider/homeassistant/create",
    user_id: user.id,
    username: USERNAME,
    password,
  });
  const access = await logIn(url, authority, password);
  const own = await createConnection({ auth: createLongLivedTokenAuth(url, access) });
  const token = await own.sendMessagePromise<string>({
    type: "auth/long_lived_access_token",
    client_name: "Prometheus",
    lifespan: DAYS,
  });
  own.close();
  const connection = await createConnection({ auth: createLongLivedTokenAuth(url, token) });
  return { token, connection };
}

async function logIn(url: string, authority: string, password: string): Promise<string> {
  const client = { client_id: `${url}/` };
  const json = { "Content-Type": "application/json" };
  const post = (path: string, headers: Record<string, string>, content: string): Promise<Answer> =>
    send(new URL(path, url), authority, headers, content);
  const start = JSON.stringify({ ...client, redirect_uri: `${url}/`, handler: PROVIDER });
  const { flow_id: flow } = await post("/auth/login_flow", json, start);
  const credentials = JSON.stringify({ ...client, username: USERNAME, password });
  const { result: code = "" } = await post(`/auth/login_flow/${flow ?? ""}`, json, credentials);
  const { access_token: access = "" } = await post(
    "/auth/token",
    { "Content-Type": "application/x-www-form-urlencoded" },
    new URLSearchParams({ ...client, grant_type: "authorization_code", code }).toString(),
  );
  return access;
}

interface Answer {
  flow_id?: string;
  result?: string;
  access_token?: string;
}

function send(
  url: URL,
  authority: string,
  headers: Record<string, string>,
  content: string,
): Promise<Answer> {
  const options = { method: "POST", headers, ca: readFileSync(authority) };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
      answer.on("end", () => resolve(JSON.parse(text || "{}") as Answer));
    });
    sent.on("error", reject);
    sent.end(content);
  });
}
