import * as exported from "@dreambooth-sandbox/client/contract";
import { expect, test } from "vitest";
import { listCalls } from "../support/contract-calls.ts";
import { contractOperations, serverUrl } from "../support/contract.ts";
import type { ContractOperation } from "../support/contract.ts";
import { createRecordingService } from "../support/recording-service.ts";
import { KEY, quietClient } from "../support/samples.ts";

// Each test is named after the row of `operations` that it is about.

/** Characters that have a meaning in a URL or in a replacement string. */
const AWKWARD_ID = "a b/c?d#e$&ü%";

for (const operation of contractOperations) {
  const { id, method, path, parameter } = operation;

  test(`operation ${id} id: programs find the operation by its path`, () => {
    const found = Object.values(exported.operations).find((offered) => offered.path === path);
    expect(found).toMatchObject({ id });
  });

  test(`operation ${id} method: programs find it by the id, and requests use it`, async () => {
    expect(findOffered(id)).toMatchObject({ method });
    for (const request of await sendAll(operation)) expect(request.method).toBe(method);
  });

  test(`operation ${id} path: programs find it by the id, and requests go there with the key`, async () => {
    expect(findOffered(id)).toMatchObject({ path });
    const filledPath = parameter ? path.replace(`{${parameter.name}}`, parameter.example) : path;
    for (const { url, body } of await sendAll(operation)) {
      expect(url).toBe(`${serverUrl}${filledPath}`);
      expect(body).toEqual({ ...operation.request, key: KEY });
    }
  });

  if (!parameter) continue;
  test(`operation ${id} pathParameter: is one segment of the path, and is in errors`, async () => {
    const before = path.slice(0, path.indexOf("{"));
    for (const { url } of await sendAll(operation, AWKWARD_ID))
      expect(url).toBe(`${serverUrl}${before}${encodeURIComponent(AWKWARD_ID)}`);
    for (const call of listCalls(operation, AWKWARD_ID)) {
      const { fetch } = createRecordingService([new Response("<html>")]);
      const outcome = call.send(quietClient({ fetch }), operation.request);
      await expect(outcome).rejects.toMatchObject({ trainingId: AWKWARD_ID });
    }
  });

  test(`operation ${id} pathParameter: nothing is sent without one`, async () => {
    for (const value of ["", ".", ".."]) {
      for (const call of listCalls(operation, value)) {
        const { fetch, requests } = createRecordingService([operation.response]);
        const outcome = call.send(quietClient({ fetch }), operation.request);
        await expect(outcome).rejects.toMatchObject({ code: "invalid_request" });
        expect(requests).toHaveLength(0);
      }
    }
  });
}

/** Returns the operation as the client's `./contract` entry point offers it. */
function findOffered(id: string): unknown {
  return Object.entries(exported.operations).find(([name]) => name === id)?.[1];
}

/** Calls an operation in every way, and returns the requests. */
async function sendAll(operation: ContractOperation, value?: string) {
  const { fetch, requests } = createRecordingService([operation.response]);
  const calls = listCalls(operation, value);
  for (const call of calls) await call.send(quietClient({ fetch }), operation.request);
  expect(requests).toHaveLength(calls.length);
  return requests;
}
