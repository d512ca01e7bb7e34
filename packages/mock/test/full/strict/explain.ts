import { isDeepStrictEqual } from "node:util";
import type { DifferenceName } from "./differences.ts";
import { acceptors, type Exchange } from "./acceptors.ts";
import type { RawRequest, RawResponse } from "./exchange.ts";
import type { Reference } from "./reference.ts";
import { rewrites } from "./rewrites.ts";

/**
 * Returns which documented differences separate the mock's response from Prism's: none if they are equal, undefined if no
 * documented difference explains it.
 */
export async function explain(
  reference: Reference,
  request: RawRequest,
  mock: RawResponse,
  excluded: readonly DifferenceName[] = [],
): Promise<DifferenceName[] | undefined> {
  const prism = await reference.send(request);
  const exchange: Exchange = { request, prism, mock };
  if (isEqual(exchange)) return [];
  for (const [name, accepts] of acceptors) if (accepts(exchange)) return [name];
  for (const [name, rewrite] of rewrites) {
    const rewritten = excluded.includes(name) ? undefined : rewrite(exchange);
    if (!rewritten) continue;
    const others = await explain(reference, rewritten, mock, [...excluded, name]);
    if (others) return [name, ...others];
  }
  return undefined;
}

function isEqual({ prism: { response, refusal }, mock }: Exchange): boolean {
  return refusal === undefined && isDeepStrictEqual(response, mock);
}
