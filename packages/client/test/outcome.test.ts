import { AuthenticationError, ConnectionError, CreateOutcomeUnknownError } from "@dreambooth-sandbox/client";
import { isSurelyNotSent, JournalError, RateLimitError, ValidationError } from "@dreambooth-sandbox/client";
import { describe, expect, test } from "vitest";
import { isConnectFailure, isPermanentFailure, listCauses } from "../src/http/outcome.ts";
import type { Cause } from "../src/http/outcome.ts";
import { rejection } from "./support/rejection.ts";
import { quietClient, request } from "./support/samples.ts";

/** An error of `fetch`, as a runtime reports it. */
function fetchError(cause: Cause): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(String(cause.message)), cause) });
}

describe("isConnectFailure", () => {
  const transient: Cause[] = [
    { code: "ECONNREFUSED" },
    { code: "ENOTFOUND" },
    { code: "EAI_AGAIN" },
    { code: "UND_ERR_CONNECT_TIMEOUT" },
    { code: "ConnectionRefused" },
    { code: "FailedToOpenSocket" },
    { code: "ENETUNREACH", syscall: "connect" },
    { code: "EHOSTUNREACH", syscall: "connect" },
    { code: "EMFILE", syscall: "getaddrinfo" },
    { message: "error sending request for url (https://a.b/c): client error (Connect): dns error" },
  ];
  const permanent: Cause[] = [
    { code: "EACCES", syscall: "connect" },
    { code: "EINVAL", syscall: "connect" },
    { code: "CERT_HAS_EXPIRED" },
    { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
    { name: "NotCapable", message: "Requires net access" },
    // Deno
    {
      message:
        "error sending request for url (https://a.b/c): client error (Connect): invalid peer certificate: UnknownIssuer",
    },
  ];
  const inconclusive: Cause[] = [
    { code: "ECONNRESET", syscall: "read" },
    { code: "EPROTO" },
    { code: "EPIPE", syscall: "write" },
    { code: "ETIMEDOUT", syscall: "read" },
    { code: "UND_ERR_SOCKET" },
    { code: "ConnectionClosed" },
    { code: "toString" },
    { message: "client error (SendRequest): connection closed before message completed" },
    { message: "connect ECONNREFUSED 127.0.0.1:80" },
    // A connection that was established, and lost its route.
    { code: "EHOSTUNREACH", syscall: "read" },
    { code: "ENETUNREACH", syscall: "write" },
    { code: "EACCES", syscall: "open" },
    { code: "EHOSTUNREACH" },
    { message: "invalid peer certificate" },
  ];

  const causesOf = (cause: Cause) => listCauses(fetchError(cause));

  test.each(transient)("%o was not sent, and may pass by itself", (cause) => {
    expect(isConnectFailure(causesOf(cause), "node")).toBe(true);
    expect(isPermanentFailure(causesOf(cause))).toBe(false);
  });
  test.each(permanent)("%o was not sent, and does not pass by itself", (cause) => {
    expect(isConnectFailure(causesOf(cause), "node")).toBe(true);
    expect(isPermanentFailure(causesOf(cause))).toBe(true);
  });
  test.each(inconclusive)("%o proves nothing", (cause) => {
    expect(isConnectFailure(causesOf(cause), "node")).toBe(false);
  });

  test("Bun reports the codes of a system call without the call, and only for connecting", () => {
    expect(isConnectFailure([{ name: "TypeError", code: "EHOSTUNREACH" }], "bun")).toBe(true);
    expect(isConnectFailure([{ code: "EHOSTUNREACH", syscall: "read" }], "bun")).toBe(false);
    expect(isConnectFailure([{ code: "ECONNRESET" }], "bun")).toBe(false);
  });

  test("listCauses ends at a cycle", () => {
    const error = new Error("around");
    error.cause = error;
    expect(listCauses(error).length).toBeLessThan(10);
    expect(listCauses("text")).toEqual([]);
  });
});

describe("a create that failed", () => {
  const createWith = (cause: Cause) => {
    const fetch = () => Promise.reject(fetchError(cause));
    return rejection(quietClient({ fetch, maxRetries: 0 }).createTraining(request));
  };

  test("before it was sent is a ConnectionError", async () => {
    const error = await createWith({ code: "EHOSTUNREACH", syscall: "connect", message: "connect" });
    expect(error).toBeInstanceOf(ConnectionError);
    expect(isSurelyNotSent(error)).toBe(true);
  });

  test("after the connection was established has an unknown outcome", async () => {
    const error = await createWith({ code: "EHOSTUNREACH", syscall: "read", message: "read" });
    expect(error).toBeInstanceOf(CreateOutcomeUnknownError);
    expect(isSurelyNotSent(error)).toBe(false);
  });
});

describe("isSurelyNotSent", () => {
  test("is true for what the client checks before it sends", () => {
    expect(isSurelyNotSent(new ValidationError("wrong", { problems: [] }))).toBe(true);
    expect(isSurelyNotSent(new AuthenticationError("no key"))).toBe(true);
    expect(isSurelyNotSent(new JournalError("disk full"))).toBe(true);
  });

  test("is false for responses and for anything else", () => {
    expect(isSurelyNotSent(new ValidationError("wrong", { problems: [], httpStatus: 422 }))).toBe(false);
    expect(isSurelyNotSent(new AuthenticationError("wrong key", { httpStatus: 401 }))).toBe(false);
    expect(isSurelyNotSent(new RateLimitError("slow down"))).toBe(false);
    for (const value of [new Error("other"), undefined, null, "text"])
      expect(isSurelyNotSent(value)).toBe(false);
  });
});
