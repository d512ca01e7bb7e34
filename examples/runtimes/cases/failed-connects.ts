import type { Socket } from "node:net";
import { unroutable } from "../hosts/command.ts";
import type { Family } from "../hosts/runtime.ts";
import type { Certificates } from "../servers/certificates.ts";
import { sendTraining } from "../servers/endings.ts";
import { startFullBacklog } from "../servers/full-backlog.ts";
import { startRawServer } from "../servers/raw-server.ts";
import { findClosedPort, startPlainServer, withoutServer } from "../servers/unreachable.ts";
import type { Case } from "./case.ts";
import { judgeNotSent, judgePermanent } from "./judge.ts";

/** Longer than Node tries to connect. */
const CONNECT_MS = 15_000;
/** The runtimes whose processes can be restricted. */
const commands: readonly Family[] = ["node", "bun", "deno"];
const all: readonly Family[] = [...commands, "workerd"];

function rejectCertificate(row: string, name: Exclude<keyof Certificates, "authorityFile">): Case {
  return {
    row,
    start: (certificates) => startRawServer(sendTraining, certificates[name]),
    judge: judgePermanent(...commands),
  };
}

function breakHandshake(row: string, end: (socket: Socket) => void, ...provers: readonly string[]): Case {
  return { row, start: () => startPlainServer(end), judge: judgeNotSent("node", "deno", ...provers) };
}

function withoutRoute(row: string, address: string): Case {
  return {
    row,
    restriction: "no route",
    families: commands,
    start: () => withoutServer(`http://${address}`),
    judge: judgeNotSent(...commands),
  };
}

/** The create fails before it is sent. */
export const failedConnects: readonly Case[] = [
  {
    row: "a port that `fetch` blocks",
    start: () => withoutServer("http://127.0.0.1:6000"),
    judge: judgeNotSent(...all),
  },
  {
    row: "a body that is not JSON",
    input: { isCyclic: true },
    start: findClosedPort,
    judge: judgeNotSent(...all),
  },
  { row: "refused connection", start: findClosedPort, judge: judgeNotSent(...commands) },
  {
    row: "unresolved name",
    start: () => withoutServer("https://no-such-host.invalid"),
    judge: judgeNotSent(...commands),
  },
  {
    row: "unreachable network",
    // The loopback network's broadcast address has no route for TCP.
    start: () => withoutServer("http://127.255.255.255:8080"),
    judge: judgeNotSent(...commands),
  },
  withoutRoute("unreachable host", unroutable.unreachable),
  withoutRoute("prohibited route", unroutable.prohibited),
  withoutRoute("discarding route", unroutable.blackhole),
  {
    row: "missing permission",
    families: ["deno"],
    start: () => withoutServer("http://127.0.0.2:8080"),
    judge: judgeNotSent("deno"),
  },
  {
    row: "no file descriptor",
    restriction: "no descriptors",
    // Bun's process ends.
    families: ["node", "deno"],
    start: findClosedPort,
    judge: judgeNotSent("node", "deno"),
  },
  {
    row: "connect timeout",
    input: { timeoutMs: CONNECT_MS },
    start: startFullBacklog,
    judge: judgeNotSent("node"),
  },
  rejectCertificate("self-signed certificate", "selfSigned"),
  rejectCertificate("expired certificate", "expired"),
  rejectCertificate("certificate of another host", "otherHost"),
  breakHandshake("TLS handshake, FIN", (socket) => socket.end()),
  breakHandshake("TLS handshake, RST", (socket) => socket.resetAndDestroy()),
  breakHandshake(
    "TLS handshake, plain HTTP",
    (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    "Bun 1.1",
    "Bun 1.3",
  ),
];
