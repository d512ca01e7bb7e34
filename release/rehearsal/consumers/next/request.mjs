// Starts the built application, sends one request to its route, and prints the response.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const server = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});
let address;
for await (const line of createInterface({ input: server.stdout })) {
  address = /http:\/\/localhost:\d+/.exec(line)?.[0];
  if (address !== undefined) break;
}
const response = await fetch(new URL("/api/train", address), { method: "POST" });
console.log(await response.text());
server.kill();
await once(server, "exit");
