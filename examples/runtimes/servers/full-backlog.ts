import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import process from "node:process";
import type { Target } from "./target.ts";

const LISTEN = `
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => console.log(server.address().port));
`;
const CONNECTIONS = 4;

/** Starts a server that never completes a handshake: its process is stopped, and its backlog is full. */
export async function startFullBacklog(): Promise<Target> {
  const listener = spawn(process.execPath, ["--eval", LISTEN], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(listener.stdout, "data");
  const port = Number(line);
  listener.kill("SIGSTOP");
  const fillers = Array.from({ length: CONNECTIONS }, () => connect(port, "127.0.0.1").on("error", () => {}));
  // The first connection that completes is not the last that does, but one of them shows that the port is reachable.
  await Promise.race(fillers.map((filler) => once(filler, "connect")));
  return {
    url: `http://127.0.0.1:${port}`,
    countCreates: () => 0,
    async close() {
      for (const filler of fillers) filler.destroy();
      listener.kill("SIGKILL");
      await once(listener, "exit");
    },
  };
}
