import createFetchClient from "openapi-fetch";
import type { Client } from "openapi-fetch";
import type { ErrorReply, paths } from "./schema.ts";
import { send } from "./send.ts";
import type { Transport } from "./transport.ts";

/** An operation as this client offers it: the key is not the caller's business, and an error reply is thrown. */
type Operation<T> = T extends {
  requestBody: { content: { "application/json": infer Body } };
  responses: { 200: { headers: infer Headers; content: { "application/json": infer Reply } } };
}
  ? Omit<T, "requestBody" | "responses"> & {
      requestBody: { content: { "application/json": Omit<Body, "key"> } };
      responses: {
        200: { headers: Headers; content: { "application/json": Exclude<Reply, ErrorReply> } };
      };
    }
  : T;

/** The contract's paths without the key and without the replies that are thrown. */
export type ApiPaths = {
  [Path in keyof paths]: { [Method in keyof paths[Path]]: Operation<paths[Path][Method]> };
};

/** The openapi-fetch client, typed by the contract. */
export type Api = Client<ApiPaths, "application/json">;

/** A status request's path ends with the training's id. */
const STATUS_PATH = /status\/([^/]+)$/;

/** Makes an openapi-fetch client whose requests take the same way as all others. */
export function createApi(transport: Transport): Api {
  return createFetchClient<ApiPaths, "application/json">({
    baseUrl: transport.baseUrl,
    async fetch(request: Request) {
      const { url, signal } = request;
      const trainingId = STATUS_PATH.exec(url)?.[1];
      const body: object = Object(JSON.parse((await request.text()) || "{}"));
      return Response.json(
        await send(transport, { url, body, trainingId, read: (fields) => fields }, { signal }),
      );
    },
  });
}
