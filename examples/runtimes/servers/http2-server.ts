import { constants, createSecureServer } from "node:http2";
import type { Http2ServerRequest, Http2ServerResponse, ServerHttp2Session } from "node:http2";
import type { Certificate } from "./certificates.ts";
import { listen } from "./listen.ts";
import { createdBody, isCreate, statusBody, type Target } from "./target.ts";

/** Ends the exchange of a create that was read completely. */
export type Http2Ending = (stream: Http2ServerRequest["stream"]) => void;

/** Ends the connection, and declares which streams were processed: those up to the create, or none. */
export function goAway(lastStream: "the create" | "none"): Http2Ending {
  return (stream) => {
    const { session } = stream;
    session?.goaway(constants.NGHTTP2_NO_ERROR, lastStream === "none" ? 0 : stream.id);
    setImmediate(() => session?.destroy());
  };
}
/** Declares that the create was not processed. */
export const refuseStream: Http2Ending = (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM);

/**
 * Starts a server that offers HTTP/2, responds to status requests, and handles creates as `ending` does. A create that
 * arrives over HTTP/1.1 gets a response.
 */
export async function startHttp2Server(ending: Http2Ending, certificate: Certificate): Promise<Target> {
  let creates = 0;
  const sessions = new Set<ServerHttp2Session>();
  const handle = (request: Http2ServerRequest, response: Http2ServerResponse): void => {
    const isPaid = isCreate(request.method, request.url);
    creates += Number(isPaid);
    if (isPaid && request.httpVersion === "2.0") ending(request.stream);
    else response.writeHead(200, RESPONSE_HEADERS).end(isPaid ? createdBody : statusBody);
  };
  const server = createSecureServer({ ...certificate, allowHTTP1: true });
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
    session.on("error", () => {});
  });
  server.on("request", (request, response) => {
    request.on("error", () => {});
    request.on("end", () => handle(request, response));
    request.resume();
  });
  return {
    url: await listen(server, "https"),
    countCreates: () => creates,
    close() {
      for (const session of sessions) session.destroy();
      server.close();
    },
  };
}

const RESPONSE_HEADERS = {
  "content-type": "application/json",
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "content-type",
};
