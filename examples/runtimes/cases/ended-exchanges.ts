import {
  respond,
  sendFin,
  sendHalfBody,
  sendHalfHeader,
  sendNothing,
  sendRst,
  sendTraining,
} from "../servers/endings.ts";
import { goAway, refuseStream, startHttp2Server, type Http2Ending } from "../servers/http2-server.ts";
import { startRawServer, type Ending } from "../servers/raw-server.ts";
import type { Case, CreateInput } from "./case.ts";
import { judgeHttp2, judgePlainFetch, judgeSuccess, judgeUnknownOutcome } from "./judge.ts";

/** How long a create waits for a server that does not respond. Long enough for it to arrive on a busy machine. */
const SILENCE_MS = 5_000;
/** Whether the create uses a connection of its own, or one that has served other requests. */
const connections: readonly (CreateInput & { isWarm: boolean })[] = [{ isWarm: false }, { isWarm: true }];

function endExchange(row: string, ending: Ending, limit = 1, input: CreateInput = {}): Case[] {
  return connections.map(({ isWarm }) => ({
    row,
    variant: isWarm ? "warm" : "cold",
    input: { isWarm, ...input },
    start: () => startRawServer(ending),
    judge: judgeUnknownOutcome(limit),
  }));
}

function endStream(row: string, ending: Http2Ending): Case[] {
  return connections.map(({ isWarm }) => ({
    row,
    variant: isWarm ? "warm" : "cold",
    input: { isWarm },
    start: ({ valid }) => startHttp2Server(ending, valid),
    judge: judgeHttp2,
  }));
}

/** The server reads the whole create; then it ends the exchange, on a cold and on a warm connection. */
export const endedExchanges: readonly Case[] = [
  {
    row: "`fetch` without the client, warm connection, FIN",
    input: { usesPlainFetch: true },
    start: () => startRawServer(sendFin),
    judge: judgePlainFetch,
  },
  {
    row: "a response, with `dangerouslyAllowBrowser`",
    input: { isWarm: true, allowsBrowser: true },
    start: () => startRawServer(sendTraining),
    judge: judgeSuccess,
  },
  ...endExchange("FIN", sendFin),
  ...endExchange("RST", sendRst),
  ...endExchange("half a header", sendHalfHeader),
  ...endExchange("half a body", sendHalfBody),
  ...endExchange("no response before the timeout", sendNothing, 1, { timeoutMs: SILENCE_MS }),
  ...endExchange("408", respond(408)),
  ...endExchange("421", respond(421), 2),
  ...endExchange("425", respond(425)),
  ...endExchange("503", respond(503)),
  ...endStream("HTTP/2 GOAWAY, create processed", goAway("the create")),
  ...endStream("HTTP/2 GOAWAY, nothing processed", goAway("none")),
  ...endStream("HTTP/2 REFUSED_STREAM", refuseStream),
];
