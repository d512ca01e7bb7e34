/** Returns the body as text, or `undefined` if it is larger than `maxBytes`. The rest of such a body is not read. */
export async function readBody(
  message: Pick<Response, "body" | "text">,
  maxBytes: number,
): Promise<string | undefined> {
  if (!message.body) return message.text();
  const reader = message.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
