import { MIMEType } from "node:util";
import type { Contract } from "../../contract/contract.ts";
import { createStatements } from "../../contract/find-statements.ts";
import { createRouter } from "../../contract/router.ts";
import type { Violation } from "../../exchange.ts";
import { createLiveValidator } from "../../prism/live-validator.ts";
import { parseBody } from "../../prism/parse-body.ts";
import { MAX_INSPECTED_BYTES, type CapturedBody } from "./body-capture.ts";
import { decodeContent } from "./decode-content.ts";
import type { ProxiedExchange } from "./proxied-exchange.ts";

/** What an inspection found. */
export interface Inspection {
  violations: Violation[];
  /** Why a body was not compared with the contract. */
  notInspected?: string;
  /** The bodies without their content codings. Undefined if they were not inspected. */
  requestContent: Buffer | undefined;
  responseContent: Buffer | undefined;
}

type Side = "request" | "response";

/** Returns a function that compares exchanges with the contract, one at a time, so that the memory for it is bounded. */
export async function createInspector(
  contract: Contract,
): Promise<(exchange: ProxiedExchange) => Promise<Inspection>> {
  const validate = await createLiveValidator(contract.operations);
  const route = createRouter(contract.operations);
  const addStatements = await createStatements(contract.file);
  let previous: Promise<unknown> = Promise.resolve();

  /** Returns Prism's violations, without those of bodies that were not inspected. */
  async function compare(
    exchange: ProxiedExchange,
    sent: ReadSide,
    received: ReadSide,
  ): Promise<Violation[]> {
    const { request, response } = exchange;
    if (!route(request.method, request.path)) return [unknownRoute(request.method)];
    const found = await validate(
      {
        method: request.method,
        path: request.path,
        mediaType: readHeader(request.headers, "content-type"),
        accept: readHeader(request.headers, "accept"),
        text: sent.content?.toString("utf8") ?? "",
        body: sent.body,
      },
      { status: response.status, contentType: readMediaType(response.headers), body: received.body },
    );
    const inspected = { request: sent.content !== undefined, response: received.content !== undefined };
    return found.filter(({ location: [side, place] }) => place !== "body" || inspected[side as Side]);
  }

  async function inspect(exchange: ProxiedExchange): Promise<Inspection> {
    const sent = await readSide("request", exchange.request);
    const received = exchange.endedEarly
      ? unread(`the response ended early: ${exchange.endedEarly}`)
      : await readSide("response", exchange.response);
    const read = [sent, received];
    const reasons = read.flatMap(({ notInspected }) => notInspected ?? []);
    let compared: Violation[] = [];
    try {
      compared = await compare(exchange, sent, received);
    } catch (error) {
      reasons.push(`Prism could not validate the exchange: ${String(error)}`);
    }
    const { method, path } = exchange.request;
    const stated = {
      operation: route(method, path)?.operation,
      requestBody: sent.body,
      status: exchange.response.status,
      responseBody: received.body,
    };
    return {
      violations: addStatements(stated, [...read.flatMap(({ violations }) => violations), ...compared]),
      requestContent: sent.content,
      responseContent: received.content,
      ...(reasons.length > 0 && { notInspected: reasons.join("; ") }),
    };
  }

  return (exchange) => {
    const inspection = previous.then(() => inspect(exchange));
    previous = inspection.catch(() => {});
    return inspection;
  };
}

/** A body as the contract describes it: decompressed, and parsed if it is JSON. */
interface ReadSide {
  /** Undefined if the body was not inspected. */
  content: Buffer | undefined;
  body: unknown;
  violations: Violation[];
  notInspected?: string;
}

async function readSide(
  side: Side,
  { headers, body }: { headers: ProxiedExchange["request"]["headers"]; body: CapturedBody },
): Promise<ReadSide> {
  if (!body.bytes) return unread(`the ${side}'s body has more than ${MAX_INSPECTED_BYTES} bytes`);
  const decoded = await decodeContent(readHeader(headers, "content-encoding"), body.bytes);
  if ("skipped" in decoded) return unread(`${side}: ${decoded.skipped}`);
  if ("invalid" in decoded) {
    const location = [side, "headers", "content-encoding"];
    const violation = { location, severity: "Error", message: decoded.invalid };
    return { ...unread(`the ${side}'s body could not be decoded`), violations: [violation] };
  }
  const text = decoded.bytes.toString("utf8");
  const parsed = parseBody(readHeader(headers, "content-type"), text);
  return { content: decoded.bytes, body: parsed instanceof SyntaxError ? text : parsed, violations: [] };
}

function unread(notInspected: string): ReadSide {
  return { content: undefined, body: undefined, violations: [], notInspected };
}

function unknownRoute(method: string): Violation {
  const message = `The contract has no operation with the method ${method} and this path`;
  return { location: ["request", "path"], severity: "Error", code: "route", message };
}

/** Returns the media type, or an empty string if the header is missing or is not a media type. Prism reports both. */
function readMediaType(headers: ProxiedExchange["response"]["headers"]): string {
  const header = readHeader(headers, "content-type");
  try {
    return new MIMEType(header).toString();
  } catch {
    return "";
  }
}

function readHeader(headers: ProxiedExchange["request"]["headers"], name: string): string {
  return [headers[name] ?? ""].flat().join(", ");
}
