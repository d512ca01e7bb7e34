import { createRequire } from "node:module";
import type { Contract } from "../contract/contract.ts";
import { createRouter } from "../contract/router.ts";
import type { ProxiedExchange } from "../http/proxy/proxied-exchange.ts";
import { toPrivateValue, type PrivateValue } from "../redaction/find-values.ts";
import { createPlaceholders } from "../redaction/placeholders.ts";
import { listPublicWords } from "../redaction/public-words.ts";
import { createRecentValues } from "../redaction/recent-values.ts";
import { MAX_VALUES, redactRequest, type RequestRedaction } from "../redaction/redact-request.ts";
import { redactText } from "../redaction/redact-text.ts";
import { createHarFile } from "./har-file.ts";
import { keepsHeader, listPrivateParts } from "./header-privacy.ts";
import type { RecordOptions } from "./record-options.ts";
import { toHarEntry, type DecodedBodies, type Redaction } from "./to-har-entry.ts";

/** Records exchanges in a HAR file. */
export interface Recorder {
  /** Records an exchange. Resolves when the file contains it, and also if the file cannot be written. */
  record(exchange: ProxiedExchange, bodies: DecodedBodies): Promise<void>;
  /**
   * Closes the file.
   *
   * @throws Error if an exchange could not be recorded.
   */
  close(): Promise<void>;
}

const { name, version } = createRequire(import.meta.url)("../../package.json") as {
  name: string;
  version: string;
};

/** Creates a recorder for the exchanges with an upstream. */
export async function createRecorder(
  contract: Contract,
  upstream: URL,
  { file, full = false }: RecordOptions,
): Promise<Recorder> {
  const har = await createHarFile(file, { name, version });
  const route = createRouter(contract.operations);
  const toPlaceholder = createPlaceholders();
  const publicWords = listPublicWords(contract);
  const recent = createRecentValues();
  let failure: Error | undefined;

  function redactRequestOf({ request }: ProxiedExchange, content: Buffer | undefined): RequestRedaction {
    const schema = route(request.method, request.path)?.operation.request?.body?.contents?.[0]?.schema;
    const contentType = [request.headers["content-type"] ?? ""].flat().join(", ");
    const privacy = { toPlaceholder, schema, onlyKey: full };
    return redactRequest(content?.toString("utf8") ?? "", contentType, privacy);
  }

  function listOtherValues({ request: { headers, query } }: ProxiedExchange): PrivateValue[] {
    return listPrivateParts(headers, query, full).flatMap(
      (value) => toPrivateValue(value, toPlaceholder("header", value)) ?? [],
    );
  }

  function createRedaction(exchange: ProxiedExchange, bodies: DecodedBodies): Redaction {
    const { text, values } = redactRequestOf(exchange, bodies.requestContent);
    recent.add([...values, ...listOtherValues(exchange)]);
    const known = { values: recent.list(), publicWords };
    const hide = (found: string): string =>
      redactText(found, { ...known, toPlaceholder: full ? undefined : toPlaceholder });
    const hideOrReplace = (keeps: boolean, field: string, value: string): string =>
      keeps ? hide(value) : toPlaceholder(field, value);
    return {
      requestBody: () => text,
      // Not all values could be looked for in the response.
      responseBody: (body) => (values.length > MAX_VALUES ? toPlaceholder("body", body) : hide(body)),
      path: (path) => redactText(path, { ...known, toPlaceholder: undefined }),
      value: (place, field, value) =>
        place === "request" || place === "response"
          ? hideOrReplace(keepsHeader(place, field, full), field, value)
          : hideOrReplace(full, place, value),
      keepsBinary: full,
    };
  }

  return {
    async record(exchange, bodies) {
      if (failure) return;
      const redaction = createRedaction(exchange, bodies);
      // Without the request's private values, those in the response cannot be found.
      const known = bodies.requestContent ? bodies : { ...bodies, responseContent: undefined };
      try {
        await har.add(toHarEntry(upstream, exchange, known, redaction));
      } catch (error) {
        failure = new Error(`Could not write the recording ${file}: ${String(error)}`, { cause: error });
        process.emitWarning(failure.message);
      }
    },
    async close() {
      await har.close();
      if (failure) throw failure;
    },
  };
}
