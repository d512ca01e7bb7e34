import { formatResponse, type Ending } from "./raw-server.ts";
import { createdBody } from "./target.ts";

/** Ends the exchange with a response, and the connection with it. */
export function respond(status: number, body = ""): Ending {
  return (socket) => socket.end(formatResponse(status, body, ["Connection: close"]));
}

export const sendFin: Ending = (socket) => socket.end();
export const sendRst: Ending = (socket) => socket.resetAndDestroy();
export const sendHalfHeader: Ending = (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Le");
export const sendHalfBody: Ending = (socket) => {
  const response = formatResponse(200, createdBody);
  socket.end(response.slice(0, response.length - createdBody.length / 2));
};
export const sendNothing: Ending = () => {};
export const sendTraining: Ending = respond(200, createdBody);
