/**
 * The router: it forwards the port 443 of its public address to Home Assistant, but only for visitors
 * from outside. To its own network it shows its own page there, with its own certificate.
 */
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { createServer as createPage } from "node:https";
import { LAN, WAN } from "./lab.js";

const [folder = "", port = ""] = process.argv.slice(2);
const read = (name: string): Buffer => readFileSync(join(folder, "tls", name));

const page = createPage(
  { cert: read("fullchain.pem"), key: read("privkey.pem") },
  (_request, response) => response.end("The router's page"),
);

for (const from of [443, Number(port)]) {
  createServer((socket) => {
    socket.on("error", () => undefined);
    if (socket.remoteAddress?.includes(LAN.home)) {
      page.emit("connection", socket);
      return;
    }
    const inside = connect(Number(port), LAN.home);
    inside.on("error", () => socket.destroy());
    socket.pipe(inside).pipe(socket);
  }).listen(from, WAN.router, () => console.log(`listening on ${from}`));
}
