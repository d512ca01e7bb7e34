/** The step log itself: of a whole JSON reply its log field, of any other text all of it. */
export function extractLog(input: string): string {
  if (!input.trimStart().startsWith("{")) return input;
  try {
    const { data, logs } = JSON.parse(input) as Record<string, unknown>;
    const log = data ?? logs;
    return typeof log === "string" ? log : input;
  } catch {
    return input;
  }
}
