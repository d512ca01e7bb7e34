import { streamChunks } from "../stream-chunks.ts";

const PARAMETER = "#log=";
/** A link may be short and its text still huge: no more than this is unpacked. */
const MAX_BYTES = 1_000_000;

/** A text as a URL fragment, which browsers send to nobody. Undefined for one that is too long to be read again. */
export async function toFragment(text: string): Promise<string | undefined> {
  const blob = new Blob([text]);
  if (blob.size > MAX_BYTES) return undefined;
  const packed = await readAll(blob.stream().pipeThrough(new CompressionStream("deflate-raw")));
  const binary = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return PARAMETER + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text of a fragment made by {@link toFragment}, or undefined for any other. */
export async function fromFragment(fragment: string): Promise<string | undefined> {
  if (!fragment.startsWith(PARAMETER)) return undefined;
  try {
    const base64 = fragment.slice(PARAMETER.length).replaceAll("-", "+").replaceAll("_", "/");
    const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bytes = await readAll(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")),
    );
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

async function readAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of streamChunks(stream)) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new RangeError(`The text has more than ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
