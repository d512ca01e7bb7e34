/** The body as text; `undefined` if it is larger than `maxBytes`, in which case the rest is not read. */
export async function readBody(response: Response, maxBytes: number): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (!reader) return cut(await response.text(), maxBytes);
  const decoder = new TextDecoder();
  let text = "";
  for (let bytes = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxBytes) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function cut(text: string, maxBytes: number): string | undefined {
  return text.length > maxBytes ? undefined : text;
}
