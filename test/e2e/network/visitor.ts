/** What somebody in another network does: `certificate`, `log-in` or `fail`. */
import { connect } from "node:tls";

const [action, url = "", ...rest] = process.argv.slice(2);
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
process.removeAllListeners("warning");

const ACTIONS: Record<string, () => Promise<string>> = {
  certificate: () => certificate(url, rest[0] ?? ""),
  "log-in": () => logIn(rest[0] ?? "", rest[1] ?? ""),
  fail: () => fail(Number(rest[0])),
};

/** Return the subject of the certificate that is met at an address, or the error. */
function certificate(address: string, servername: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 443, servername, rejectUnauthorized: false });
    socket.once("secureConnect", () => {
      resolve(socket.getPeerCertificate().subject.CN as string);
      socket.destroy();
    });
    socket.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code ?? "error"));
  });
}

/** Log in with a password, as the frontend does. */
async function logIn(username: string, password: string): Promise<string> {
  const clientId = `${url}/`;
  const flow = await post("/auth/login_flow", {
    client_id: clientId,
    handler: ["homeassistant", null],
    redirect_uri: clientId,
  });
  const { result } = await post(`/auth/login_flow/${flow.flow_id}`, {
    client_id: clientId,
    username,
    password,
  });
  const body = new URLSearchParams({
    client_id: clientId,
    grant_type: "authorization_code",
    code: result ?? "",
  });
  const { status } = await fetch(`${url}/auth/token`, { method: "POST", body });
  return String(status);
}

async function post(path: string, body: object): Promise<Record<string, string>> {
  const response = await fetch(url + path, { method: "POST", body: JSON.stringify(body) });
  return (await response.json()) as Record<string, string>;
}

/** Use a token that is not valid. */
async function fail(times: number): Promise<string> {
  const headers = { Authorization: "Bearer none" };
  for (let n = 0; n < times; n++) await fetch(`${url}/api/`, { headers });
  return String(times);
}

console.log(await ACTIONS[action ?? ""]?.());
