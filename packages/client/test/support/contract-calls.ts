import type { SandboxClient, TrainingRequest } from "@dreambooth-sandbox/client";
import type { ContractOperation } from "./contract.ts";

/** A way to call an operation through the public client. */
export interface Call {
  /** `client.createTraining`, or `client.api.POST`. */
  name: string;
  /** Whether the caller passes the request body. */
  takesBody: boolean;
  send: (client: SandboxClient, body: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

type ApiMethod = (path: string, init: object) => Promise<unknown>;
interface OwnMethod {
  takesBody: boolean;
  send: (
    client: SandboxClient,
    body: Readonly<Record<string, unknown>>,
    parameter: string,
  ) => Promise<unknown>;
}

/** The operations with a method of their own. Any operation can be called through `client.api`. */
const ownMethods: Readonly<Record<string, OwnMethod>> = {
  createTraining: {
    takesBody: true,
    send: (client, body) => client.createTraining(body as unknown as TrainingRequest),
  },
  getTrainingStatus: {
    takesBody: false,
    send: (client, _body, trainingId) => client.getTrainingStatus(trainingId),
  },
};

/** Returns every way to call an operation, with the contract's example as path parameter unless another one is given. */
export function listCalls(
  { id, method, path, parameter }: ContractOperation,
  value: string = parameter?.example ?? "",
): Call[] {
  const params = parameter && { path: { [parameter.name]: value } };
  const api: Call = {
    name: `client.api.${method}`,
    takesBody: true,
    send: async (client, body) => {
      const methods = client.api as unknown as Record<string, ApiMethod>;
      return methods[method]?.(path, { params, body });
    },
  };
  const own = ownMethods[id];
  if (!own) return [api];
  const { takesBody, send } = own;
  return [{ name: `client.${id}`, takesBody, send: (client, body) => send(client, body, value) }, api];
}
