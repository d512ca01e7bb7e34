import { MIMEType } from "node:util";

/** Stands for a malformed media type, which Prism would throw an error for. The contract has no such type: it gets 415. */
const UNSUPPORTED = "application/x-malformed";

const TOKEN = String.raw`[!#$%&'*+.^_\`|~0-9A-Za-z-]+`;
const QUOTED = String.raw`"(?:[\t\x20\x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\xff])*"`;
/** type "/" subtype, then parameters: what Prism accepts as an element of `Accept`. */
const MEDIA_RANGE = new RegExp(`^\\s*${TOKEN}/${TOKEN}\\s*(?:; *${TOKEN} *= *(?:${QUOTED}|${TOKEN}) *)*$`);

/** Returns `Content-Type`, or a type that no operation accepts if it is malformed. */
export function toMediaType(contentType: string): string {
  return isMediaType(contentType) ? contentType : UNSUPPORTED;
}

function isMediaType(text: string): boolean {
  try {
    return new MIMEType(text).type !== "";
  } catch {
    return false;
  }
}

/**
 * Returns `Accept` without the elements that are malformed, such as the `*` that old Java versions send. Prism throws an
 * error for them. If nothing remains, the result is empty: the caller accepts anything.
 */
export function toAccept(accept: string): string {
  const elements = accept.split(",");
  const ranges = elements.filter((element) => MEDIA_RANGE.test(element));
  return ranges.length === elements.length ? accept : ranges.join(",");
}
